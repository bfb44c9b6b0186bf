using Npgsql;
using Weir.Sandbox.Auth.Store;

namespace Weir.Sandbox.Auth.Users;

/// <summary>Typed callers of the <c>user_*</c> statements.</summary>
internal static class UserQueries
{
    public static async Task<AuthUser?> FindUserAsync(this Work work, Guid id, CancellationToken cancellationToken) =>
        (await work.FindUsersAsync([id], null, cancellationToken)).SingleOrDefault();

    public static async Task<AuthUser?> FindUserAsync(this Work work, string email, CancellationToken cancellationToken) =>
        (await work.FindUsersAsync([], email, cancellationToken)).SingleOrDefault();

    /// <summary>One page of accounts, newest first, and how many there are in all.</summary>
    public static async Task<(IReadOnlyList<AuthUser> Users, long Total)> UserPageAsync(
        this Work work, int limit, long offset, string? filter, CancellationToken cancellationToken)
    {
        Guid[] ids;
        long total;
        await using (var command = work.Command(AuthSql.UserPage, limit, offset, filter))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            ids = reader.GetFieldValue<Guid[]>(0);
            total = reader.GetInt64(1);
        }
        var users = await work.FindUsersAsync(ids, null, cancellationToken);
        return ([.. users.OrderBy(user => Array.IndexOf(ids, user.Id))], total);
    }

    /// <summary>Whether the account was made: not when its address or id is taken.</summary>
    public static Task<bool> CreateUserAsync(
        this Work work, NewUser user, DateTimeOffset now, CancellationToken cancellationToken) =>
        work.AnyAsync(
            AuthSql.UserCreate,
            [
                user.Id, user.Role, user.Email, user.PasswordHash, user.Confirmed ? now : null, user.Invited ? now : null,
                user.AppMetadataJson, user.UserMetadataJson, now, user.Email is null,
            ],
            cancellationToken);

    /// <summary>Locks the account; false when it is gone.</summary>
    public static Task<bool> LockUserAsync(this Work work, Guid id, CancellationToken cancellationToken) =>
        work.AnyAsync(AuthSql.UserLock, [id], cancellationToken);

    public static Task UpdateUserAsync(
        this Work work, Guid id, UserChange change, DateTimeOffset now, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            AuthSql.UserUpdate,
            [
                id, change.PasswordHash, change.UserMetadata?.GetRawText(), change.AppMetadata?.GetRawText(), change.Role,
                change.Ban is not null, change.Ban?.Duration is { } duration ? now + duration : null, now,
            ],
            cancellationToken);

    public static Task ConfirmEmailAsync(
        this Work work, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        work.ExecuteAsync(AuthSql.UserConfirmEmail, [id, now], cancellationToken);

    /// <summary>Gives the account its new address; false when another account has it.</summary>
    public static async Task<bool> TrySetEmailAsync(
        this Work work, Guid id, string email, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await work.ExecuteAsync(AuthSql.UserSetEmail, [id, email, now], cancellationToken);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    public static Task AskEmailChangeAsync(
        this Work work, Guid id, string email, DateTimeOffset now, CancellationToken cancellationToken) =>
        work.ExecuteAsync(AuthSql.UserAskEmailChange, [id, email, now], cancellationToken);

    public static Task HalfEmailChangeAsync(
        this Work work, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        work.ExecuteAsync(AuthSql.UserHalfEmailChange, [id, now], cancellationToken);

    public static Task<bool> DeleteUserAsync(this Work work, Guid id, CancellationToken cancellationToken) =>
        work.AnyAsync(AuthSql.UserDelete, [id], cancellationToken);

    public static Task<bool> SoftDeleteUserAsync(
        this Work work, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        work.AnyAsync(AuthSql.UserSoftDelete, [id, now], cancellationToken);

    private static async Task<List<AuthUser>> FindUsersAsync(
        this Work work, Guid[] ids, string? email, CancellationToken cancellationToken)
    {
        await using var command = work.Command(AuthSql.UserFind, ids, email);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var users = new List<AuthUser>();
        while (await reader.ReadAsync(cancellationToken)) users.Add(Read(reader));
        return users;
    }

    private static AuthUser Read(NpgsqlDataReader reader)
    {
        return new AuthUser
        {
            Id = reader.GetGuid(0),
            Audience = Text(1) ?? "authenticated",
            Role = Text(2) ?? "authenticated",
            Email = Text(3),
            PasswordHash = Text(4),
            EmailConfirmedAt = Time(5),
            InvitedAt = Time(6),
            ConfirmationSentAt = Time(7),
            RecoverySentAt = Time(8),
            NewEmail = Text(9),
            EmailChangeSentAt = Time(10),
            EmailChangeStatus = reader.IsDBNull(11) ? (short)0 : reader.GetInt16(11),
            LastSignInAt = Time(12),
            AppMetadataJson = reader.GetString(13),
            UserMetadataJson = reader.GetString(14),
            Phone = Text(15),
            CreatedAt = Time(16) ?? DateTime.UnixEpoch,
            UpdatedAt = Time(17) ?? DateTime.UnixEpoch,
            BannedUntil = Time(18),
            DeletedAt = Time(19),
            IsAnonymous = reader.GetBoolean(20),
            IdentitiesJson = reader.GetString(21),
        };

        string? Text(int column) =>
            reader.IsDBNull(column) || reader.GetString(column) is not { Length: > 0 } text ? null : text;

        DateTime? Time(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTime>(column);
    }
}
