using System.Globalization;
using Weir.Benches.Statistics;

namespace Weir.Benches.Documents;

/// <summary>
/// pgbench's log of transactions, a line each: <c>client transaction time_µs script epoch_s epoch_µs</c>, where the epoch is
/// when it ended. <c>failed</c> or <c>skipped</c> stands in the place of the time of one that did not.
/// </summary>
internal static class PgBenchLog
{
    private const int Fields = 6;

    /// <summary>
    /// The transactions that ended in a window of milliseconds since 1970, how many failed, and when the log's last one
    /// ended, in the window or behind it.
    /// </summary>
    public static (LatencyHistogram Latency, long Failed, long Last) Read(
        IEnumerable<string> lines, long from, long until)
    {
        var latency = new LatencyHistogram();
        var (failed, last) = (0L, from);
        foreach (var line in lines)
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < Fields) throw new FormatException($"Not a line of a pgbench log: {line}");
            var ended = (Number(fields[4]) * 1000) + (Number(fields[5]) / 1000);
            last = Math.Max(last, ended);
            if (ended < from || ended >= until) continue;
            if (char.IsAsciiDigit(fields[2][0])) latency.Add(Number(fields[2]));
            else failed++;
        }
        return (latency, failed, last);
    }

    private static long Number(string field) => long.Parse(field, NumberStyles.None, CultureInfo.InvariantCulture);
}
