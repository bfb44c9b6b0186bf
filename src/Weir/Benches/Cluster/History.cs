namespace Weir.Benches.Cluster;

/// <summary>
/// Fills a ledger as months of use would have: holds, ledger rows, buckets and rollups that add up, so that an audit of
/// it finds nothing.
/// </summary>
internal static class History
{
    private const int CallsOfAStep = 100_000;
    private const int Writers = 2;
    private static readonly TimeSpan s_reach = TimeSpan.FromDays(90);
    private static readonly TimeSpan s_gap = TimeSpan.FromHours(1);

    /// <param name="database">One whose customers have done nothing yet.</param>
    /// <param name="rows">Ledger rows, shared out evenly; at least one a customer.</param>
    /// <param name="customers">How many customers there are.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task WriteAsync(
        BenchDatabase database, long rows, int customers, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var each = (int)Math.Max(rows / customers, 1);
        var until = TimeProvider.System.GetUtcNow() - s_gap;
        var from = until - s_reach;
        await database.RunAsync("Cluster.Sql.partitions.sql", cancellationToken, from, 6);
        var step = Math.Max(CallsOfAStep / each, 1);
        var done = 0;
        var firsts = Enumerable.Range(0, (customers + step - 1) / step).Select(i => 1 + (i * step));
        await Parallel.ForEachAsync(
            firsts,
            new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellationToken },
            async (first, token) =>
            {
                var last = Math.Min(first + step - 1, customers);
                await database.RunAsync("Cluster.Sql.history_grants.sql", token, first, last, from, until, each);
                await database.RunAsync("Cluster.Sql.history_rows.sql", token, first, last, from, until, each);
                var written = (long)Interlocked.Add(ref done, last - first + 1) * each;
                progress.Report($"Writing history: {written:N0} of {(long)each * customers:N0} ledger rows");
            });
        progress.Report("Vacuum and checkpoint");
        await database.SettleDownAsync(cancellationToken);
    }
}
