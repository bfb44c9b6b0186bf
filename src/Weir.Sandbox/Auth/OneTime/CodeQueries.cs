using Npgsql;
using Weir.Sandbox.Auth.Store;

namespace Weir.Sandbox.Auth.OneTime;

/// <summary>Typed callers of the <c>token_*</c> statements.</summary>
internal static class CodeQueries
{
    public static Task PutCodeAsync(
        this Work work, StoredCode code, DateTimeOffset now, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            AuthSql.TokenPut,
            [code.Id, code.UserId, code.TokenType, code.TokenHash, code.RelatesTo, now],
            cancellationToken);

    /// <summary>Notes on the account that a mail of this kind went out.</summary>
    public static Task NoteMailAsync(
        this Work work, Guid userId, MailKind kind, DateTimeOffset now, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            AuthSql.UserMailed, [userId, kind.TokenType, now, kind == MailKind.Invite], cancellationToken);

    /// <summary>Counts a guess against the codes of an address, and answers those that still take guesses.</summary>
    public static Task<List<StoredCode>> AttemptCodeAsync(
        this Work work, string email, string[] tokenTypes, int limit, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        ReadAsync(work.Command(AuthSql.TokenAttempt, email, tokenTypes, (short)limit, now), cancellationToken);

    public static async Task<StoredCode?> FindCodeAsync(
        this Work work, string tokenHash, string[] tokenTypes, CancellationToken cancellationToken) =>
        (await ReadAsync(work.Command(AuthSql.TokenFind, tokenHash, tokenTypes), cancellationToken)).FirstOrDefault();

    /// <summary>Spends a code; false when another request did.</summary>
    public static Task<bool> TakeCodeAsync(this Work work, StoredCode code, CancellationToken cancellationToken) =>
        work.AnyAsync(AuthSql.TokenTake, [code.Id, code.TokenHash], cancellationToken);

    public static Task<bool> HasCodeAsync(
        this Work work, Guid userId, string[] tokenTypes, CancellationToken cancellationToken) =>
        work.AnyAsync(AuthSql.TokenPending, [userId, tokenTypes], cancellationToken);

    private static async Task<List<StoredCode>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var disposed = command;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var codes = new List<StoredCode>();
        while (await reader.ReadAsync(cancellationToken))
        {
            codes.Add(new StoredCode(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                reader.GetFieldValue<DateTime>(5)));
        }
        return codes;
    }
}
