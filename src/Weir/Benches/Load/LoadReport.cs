using System.Text.Json.Serialization;
using Weir.Benches.Statistics;

namespace Weir.Benches.Load;

/// <summary>What a load generator saw; travels as JSON.</summary>
internal sealed record LoadReport
{
    public IReadOnlyList<long> SettledPairs { get; init; } = [];

    public IReadOnlyList<long> RefusedPairs { get; init; } = [];

    public long Denied { get; init; }

    public long SettlesFailed { get; init; }

    public long Failed { get; init; }

    /// <summary>Units used by operations that settled, in the window or not.</summary>
    public long UnitsSold { get; init; }

    /// <summary>Operations that began in the window.</summary>
    public long Arrivals { get; init; }

    /// <summary>Arrivals of an open loop that found no free connection, and were not offered.</summary>
    public long NotOffered { get; init; }

    /// <summary>The first fault, in words.</summary>
    public string? Fault { get; init; }

    [JsonIgnore]
    public LatencyHistogram Settled => LatencyHistogram.FromPairs(SettledPairs);

    [JsonIgnore]
    public LatencyHistogram Refused => LatencyHistogram.FromPairs(RefusedPairs);

    /// <summary>The reports of several generators as one.</summary>
    public static LoadReport Merge(IReadOnlyList<LoadReport> reports)
    {
        var settled = new LatencyHistogram();
        var refused = new LatencyHistogram();
        foreach (var report in reports)
        {
            settled.Merge(report.Settled);
            refused.Merge(report.Refused);
        }
        return new LoadReport
        {
            SettledPairs = settled.ToPairs(),
            RefusedPairs = refused.ToPairs(),
            Denied = reports.Sum(r => r.Denied),
            SettlesFailed = reports.Sum(r => r.SettlesFailed),
            Failed = reports.Sum(r => r.Failed),
            UnitsSold = reports.Sum(r => r.UnitsSold),
            Arrivals = reports.Sum(r => r.Arrivals),
            NotOffered = reports.Sum(r => r.NotOffered),
            Fault = reports.Select(r => r.Fault).FirstOrDefault(f => f is not null),
        };
    }

    /// <param name="subject">Whose it is.</param>
    /// <param name="log">What its processes said.</param>
    /// <exception cref="CommandFailedException">Something failed: such figures would mean nothing.</exception>
    public LoadReport Sound(string subject, Func<string> log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return Failed == 0
            ? this
            : throw new CommandFailedException($"{subject}: {Failed} operations failed. {Fault}\n{log()}");
    }
}
