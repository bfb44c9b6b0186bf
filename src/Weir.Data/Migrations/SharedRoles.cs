using Npgsql;

namespace Weir.Data.Migrations;

/// <summary>
/// Roles belong to the cluster, advisory locks to a database: migrators of two databases can meet in the roles' rows, and
/// then one of them fails. A step is one transaction, so it is rolled back whole and can run again.
/// </summary>
internal static class SharedRoles
{
    private const int Attempts = 20;

    /// <summary>Each attempt has a connection of its own: Npgsql closes one that met an internal error.</summary>
    public static async Task<T> RepeatAsync<T>(
        NpgsqlDataSource source, Func<NpgsqlConnection, Task<T>> step, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                return await step(connection);
            }
            catch (PostgresException failure) when (attempt < Attempts && IsMeeting(failure))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10 * attempt), cancellationToken);
            }
        }
    }

    /// <summary>"Tuple concurrently updated" has no SQLSTATE of its own: it comes as an internal error.</summary>
    public static bool IsMeeting(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.InternalError or PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.DeadlockDetected;
}
