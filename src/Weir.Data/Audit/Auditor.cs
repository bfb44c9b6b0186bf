using System.Data;
using Npgsql;
using Weir.Data.Engine;

namespace Weir.Data.Audit;

/// <summary>
/// Checks on a live database that the books add up (invariants 1 to 3 of the engine). Reads all of it in one snapshot, so
/// that traffic meanwhile is no violation.
/// </summary>
public sealed class Auditor
{
    private const string Buckets = "select * from weir.audit_buckets()";
    private const string Holds = "select * from weir.audit_holds($1, $2)";
    private const string Tallies = "select * from weir.audit_tallies()";
    private const string Rollups = "select * from weir.audit_rollups()";

    /// <summary>A hold may outlive its lease by a sweep; this allows a slow one.</summary>
    private static readonly TimeSpan s_grace = 2 * HoldSweeper.Interval;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    public Auditor(WeirDatabase database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        _source = database.App;
        _time = time;
    }

    /// <summary>Every violation; empty when all is well.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<AuditViolation>> RunAsync(CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync<IReadOnlyList<AuditViolation>>(
            async () =>
            {
                var violations = new List<AuditViolation>();
                await using var connection = await _source.OpenConnectionAsync(cancellationToken);
                await using var snapshot = await connection.BeginTransactionAsync(
                    IsolationLevel.RepeatableRead, cancellationToken);
                await ReadAsync(new NpgsqlCommand(Buckets, connection), violations, cancellationToken);
                await ReadAsync(HoldsCommand(connection), violations, cancellationToken);
                await ReadAsync(new NpgsqlCommand(Tallies, connection), violations, cancellationToken);
                await ReadAsync(new NpgsqlCommand(Rollups, connection), violations, cancellationToken);
                return violations;
            },
            cancellationToken);

    private NpgsqlCommand HoldsCommand(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(Holds, connection);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = _time.GetUtcNow().ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = s_grace });
        return command;
    }

    private static async Task ReadAsync(
        NpgsqlCommand command, List<AuditViolation> violations, CancellationToken cancellationToken)
    {
        await using (command)
        {
            command.CommandTimeout = 0; // whole tables; the caller's token ends it
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                violations.Add(new AuditViolation(
                    reader.GetString(0), reader.GetGuid(1), reader.GetString(2), reader.GetDecimal(3), reader.GetDecimal(4)));
            }
        }
    }
}
