using System.Net.Sockets;
using Npgsql;

namespace Weir.Data;

/// <summary>
/// Tells an outage from a bug. An outage, whose outcome is unknown, becomes <see cref="StoreUnavailableException"/>; what the
/// database refused with a reason passes as it is.
/// </summary>
internal static class StoreFailures
{
    /// <summary>Runs one call of the store. Cancellation passes through.</summary>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && IsOutage(failure))
        {
            throw new StoreUnavailableException("The database cannot be reached, or its answer was lost.", failure);
        }
    }

    public static bool IsOutage(Exception failure) => failure switch
    {
        // FATAL: the session was refused or ended, such as by a database that takes no connections (55000).
        PostgresException { InvariantSeverity: "FATAL" or "PANIC" } => true,
        PostgresException refused => IsOutage(refused.SqlState),
        // Npgsql reports a lost connection, a failed one, an exhausted pool and a timeout without a SQLSTATE.
        NpgsqlException or SocketException or TimeoutException or EndOfStreamException => true,
        _ => false,
    };

    /// <summary>A prepared statement that is no longer what the session prepared, or is not there.</summary>
    public static bool IsStalePlan(string sqlState) =>
        sqlState is PostgresErrorCodes.FeatureNotSupported or PostgresErrorCodes.InvalidSqlStatementName;

    private static bool IsOutage(string sqlState) =>
        sqlState.StartsWith("08", StringComparison.Ordinal) // connection
        || sqlState.StartsWith("53", StringComparison.Ordinal) // resources: too many connections, disk, memory
        || sqlState.StartsWith("57P", StringComparison.Ordinal) // shutting down, starting up, database dropped
        || sqlState.StartsWith("58", StringComparison.Ordinal) // system errors such as I/O
        || sqlState is PostgresErrorCodes.QueryCanceled // statement_timeout
            or PostgresErrorCodes.LockNotAvailable
            or "25P03" // idle_in_transaction_session_timeout
            or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.ReadOnlySqlTransaction // a standby after a failover
            or PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification
            or PostgresErrorCodes.InvalidCatalogName;
}
