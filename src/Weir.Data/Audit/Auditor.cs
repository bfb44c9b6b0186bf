using System.Data;
using System.Diagnostics;
using Npgsql;
using Weir.Data.Engine;

namespace Weir.Data.Audit;

/// <summary>
/// Checks invariants 1 to 7 of the design on a live database. Reads all of it in one snapshot, so that traffic meanwhile is
/// no violation. The database does the sums, on its disk where they are many; nothing but violations comes over here.
/// </summary>
public sealed class Auditor
{
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

    /// <summary>Every violation of invariants 1 to 7, and what was asked.</summary>
    /// <param name="progress">Hears the name of what is looked at next.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<AuditReport> RunAsync(IProgress<string>? progress, CancellationToken cancellationToken) =>
        InSnapshotAsync(
            (connection, now) => AskAsync(connection, now, progress, cancellationToken), cancellationToken);

    /// <summary>
    /// Every violation of what calls change: the books of customers. Not of settings, tables, rights and code.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<AuditViolation>> CheckBooksAsync(CancellationToken cancellationToken) =>
        InSnapshotAsync(
            async (connection, now) => (await AskAsync(
                connection, now, AuditQuestion.OfBooks(now, s_grace), null, cancellationToken)).Violations,
            cancellationToken);

    /// <summary>Asks everything in the transaction of <paramref name="connection"/>, whose snapshot is that of now.</summary>
    internal static Task<AuditReport> AskAsync(
        NpgsqlConnection connection, DateTimeOffset now, IProgress<string>? progress, CancellationToken cancellationToken) =>
        AskAsync(
            connection, now, [.. AuditQuestion.OfBooks(now, s_grace), .. AuditQuestion.OfRules()], progress,
            cancellationToken);

    private Task<T> InSnapshotAsync<T>(
        Func<NpgsqlConnection, DateTimeOffset, Task<T>> ask, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var connection = await _source.OpenConnectionAsync(cancellationToken);
                await using var snapshot = await connection.BeginTransactionAsync(
                    IsolationLevel.RepeatableRead, cancellationToken);
                // The snapshot is taken by the first question, so it is no older than this.
                return await ask(connection, _time.GetUtcNow());
            },
            cancellationToken);

    private static async Task<AuditReport> AskAsync(
        NpgsqlConnection connection, DateTimeOffset now, IReadOnlyList<AuditQuestion> questions,
        IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var steps = new List<AuditStep>();
        var violations = new List<AuditViolation>();
        foreach (var question in questions)
        {
            progress?.Report($"{question.Name} ({steps.Count + 1} of {questions.Count})");
            steps.Add(await AskAsync(connection, question, violations, cancellationToken));
        }
        return new AuditReport(now, steps, violations);
    }

    private static async Task<AuditStep> AskAsync(
        NpgsqlConnection connection, AuditQuestion question, List<AuditViolation> violations,
        CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        // Whole tables; the caller's token ends it.
        await using var command = new NpgsqlCommand(question.Sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(question.Parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var count = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (++count <= AuditReport.MaxListed) violations.Add(Read(reader));
        }
        return new AuditStep(question.Name, question.Claim, count, Stopwatch.GetElapsedTime(started));
    }

    private static AuditViolation Read(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetGuid(2), row.GetString(3), row.GetString(4),
        row.GetString(5), row.GetString(6));
}
