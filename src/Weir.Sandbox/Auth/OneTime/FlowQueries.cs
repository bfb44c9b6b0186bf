using Weir.Sandbox.Auth.Store;

namespace Weir.Sandbox.Auth.OneTime;

/// <summary>Typed callers of the <c>flow_*</c> statements.</summary>
internal static class FlowQueries
{
    public static Task StartFlowAsync(
        this Work work, Guid userId, PkceChallenge challenge, string method, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            AuthSql.FlowStart,
            [Guid.CreateVersion7(now), userId, challenge.Method, challenge.Value, method, now],
            cancellationToken);

    /// <summary>Whether a challenge of this kind was waiting, and now has the code.</summary>
    public static Task<bool> IssueAuthorizationCodeAsync(
        this Work work, Guid userId, string method, string codeHash, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        work.AnyAsync(AuthSql.FlowIssueCode, [userId, method, codeHash, now], cancellationToken);

    /// <summary>Locks the challenge behind an authorization code.</summary>
    public static async Task<FlowState?> LockFlowAsync(
        this Work work, string codeHash, CancellationToken cancellationToken)
    {
        await using var command = work.Command(AuthSql.FlowLock, codeHash);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new FlowState(
                reader.GetGuid(0), reader.GetGuid(1), new PkceChallenge(reader.GetString(3), reader.GetString(2)),
                reader.GetString(4), reader.GetFieldValue<DateTime>(5))
            : null;
    }

    public static Task EndFlowAsync(this Work work, Guid id, CancellationToken cancellationToken) =>
        work.ExecuteAsync(AuthSql.FlowEnd, [id], cancellationToken);
}
