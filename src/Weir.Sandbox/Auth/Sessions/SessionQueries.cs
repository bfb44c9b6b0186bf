using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Sessions;

/// <summary>Typed callers of the <c>session_*</c> and <c>refresh_*</c> statements.</summary>
internal static class SessionQueries
{
    /// <summary>Whether the session was opened: not when the account is gone or banned.</summary>
    public static Task<bool> OpenSessionAsync(
        this Work work, Guid userId, Guid sessionId, string method, string refreshTokenHash, ClientInfo client,
        DateTimeOffset now, CancellationToken cancellationToken) =>
        work.AnyAsync(
            AuthSql.SessionOpen,
            [userId, now, sessionId, client.UserAgent, client.Address?.ToString(), method, refreshTokenHash],
            cancellationToken);

    public static async Task<SessionState?> ReadSessionAsync(
        this Work work, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = work.Command(AuthSql.SessionRead, id, now);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new SessionState(
                id, reader.GetGuid(0), reader.GetString(1), reader.IsDBNull(2) ? 1 : reader.GetInt64(2), reader.GetString(3))
            : null;
    }

    public static Task EndSessionsAsync(
        this Work work, Guid userId, SignOutScope scope, Guid? sessionId, CancellationToken cancellationToken)
    {
        var name = scope switch
        {
            SignOutScope.Local => "local",
            SignOutScope.Others => "others",
            _ => "global",
        };
        return work.ExecuteAsync(AuthSql.SessionEnd, [userId, name, sessionId], cancellationToken);
    }

    /// <summary>Locks the session of a refresh token; null when the token is unknown.</summary>
    public static async Task<Guid?> LockSessionOfAsync(
        this Work work, string refreshTokenHash, CancellationToken cancellationToken)
    {
        await using var command = work.Command(AuthSql.RefreshLock, refreshTokenHash);
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    /// <summary>What became of a token, read under the lock of its session.</summary>
    public static async Task<RefreshTokenState?> ReadRefreshTokenAsync(
        this Work work, string refreshTokenHash, CancellationToken cancellationToken)
    {
        await using var command = work.Command(AuthSql.RefreshRead, refreshTokenHash);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new RefreshTokenState(
                reader.GetInt64(0), reader.GetBoolean(1), reader.GetFieldValue<DateTime>(2),
                !reader.IsDBNull(3) && reader.GetBoolean(3))
            : null;
    }

    public static Task RotateRefreshTokenAsync(
        this Work work, long tokenId, string successorHash, long successorNumber, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            AuthSql.RefreshRotate, [tokenId, successorHash, now, successorNumber], cancellationToken);
}
