using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Weir.Data.Engine;

/// <summary>
/// Makes the ledger's partitions ahead of time, and forgets idempotency keys and holds that have ended after their retention,
/// and rate windows that are long over. Several replicas may run one each.
/// </summary>
public sealed class LedgerKeeper(WeirDatabase database, TimeProvider time, ILogger<LedgerKeeper>? logger = null)
{
    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan KeyRetention = TimeSpan.FromDays(35);

    /// <summary>How long a hold that has ended is remembered: a late settle finds it until then.</summary>
    public static readonly TimeSpan HoldRetention = TimeSpan.FromDays(90);

    private static readonly TimeSpan s_tallyRetention = TimeSpan.FromDays(2);
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(6);
    private const int MonthsAhead = 4;
    private const int Keys = 10_000;

    /// <summary>Of each their customers' books are locked: few, so that nobody waits for long.</summary>
    private const int Holds = 500;

    private readonly ILogger _logger = logger ?? NullLogger<LedgerKeeper>.Instance;

    /// <summary>Keeps house until cancelled; then returns.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_interval, time);
        try
        {
            do
            {
                await TryKeepAsync(cancellationToken);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>One round; returns how many partitions it made.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<int> KeepAsync(CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                var now = time.GetUtcNow().ToUniversalTime();
                var made = await RunAsync(EngineSql.EnsurePartitions, cancellationToken,
                    new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
                    new NpgsqlParameter<int> { TypedValue = MonthsAhead });
                // Keys first: a hold stays as long as a key could ask for it.
                var keys = await TrimAsync(EngineSql.TrimKeys, now, KeyRetention, Keys, cancellationToken);
                var holds = await TrimAsync(EngineSql.TrimHolds, now, HoldRetention, Holds, cancellationToken);
                await TrimAsync(EngineSql.TrimTallies, now, s_tallyRetention, Keys, cancellationToken);
                if (made + keys + holds > 0) Log.LedgerKept(_logger, made, keys, holds);
                return made;
            },
            cancellationToken);

    /// <summary>In portions, each a transaction.</summary>
    private async Task<long> TrimAsync(
        string sql, DateTimeOffset now, TimeSpan retention, int portion, CancellationToken cancellationToken)
    {
        var sum = 0L;
        for (var forgotten = portion; forgotten == portion; sum += forgotten)
        {
            forgotten = await RunAsync(sql, cancellationToken,
                new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
                new NpgsqlParameter<TimeSpan> { TypedValue = retention },
                new NpgsqlParameter<int> { TypedValue = portion });
        }
        return sum;
    }

    private async Task TryKeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await KeepAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or NpgsqlException)
        {
            var cause = failure.InnerException ?? failure;
            Log.LedgerFailed(_logger, cause.GetType().Name, (cause as PostgresException)?.SqlState);
        }
    }

    private async Task<int> RunAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = database.App.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
