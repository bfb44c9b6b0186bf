using System.Text.Json.Serialization;

namespace Weir.Benches;

/// <summary>One line of the results: a subject in a shape, beside a baseline of the same call.</summary>
internal sealed record BenchRow
{
    public required string Bench { get; init; }

    public required string Shape { get; init; }

    public required string Subject { get; init; }

    /// <summary>What <see cref="Ratio"/> compares with; the subject itself on a baseline's own line.</summary>
    public required string Baseline { get; init; }

    public required int Clients { get; init; }

    public required int Customers { get; init; }

    public required int Processes { get; init; }

    public long LedgerRows { get; init; }

    public required double OpsPerS { get; init; }

    [JsonPropertyName("p50_ms")]
    public required double P50Ms { get; init; }

    /// <summary>Webhooks.</summary>
    [JsonPropertyName("p95_ms")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? P95Ms { get; init; }

    [JsonPropertyName("p99_ms")]
    public required double P99Ms { get; init; }

    /// <summary>Operations a second, subject ÷ baseline, of the medians.</summary>
    public required double Ratio { get; init; }

    /// <summary>99th percentile, subject ÷ baseline, of the medians.</summary>
    [JsonPropertyName("p99_ratio")]
    public required double P99Ratio { get; init; }

    /// <summary>Units sold beyond the limits; null where nothing is sold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Oversold { get; init; }

    /// <summary>Processor time of PostgreSQL for one operation, µs.</summary>
    public double? PgCpuUs { get; init; }

    /// <summary>Processor time of Weir's processes for one operation, µs.</summary>
    public double? ServerCpuUs { get; init; }

    /// <summary>Processor time of the load generator for one operation, µs.</summary>
    public double? LoadCpuUs { get; init; }

    /// <summary>Overload: operations a second that were offered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? OfferedPerS { get; init; }

    /// <summary>Overload: operations a second that were refused as too many.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RefusedPerS { get; init; }

    /// <summary>Overload: how long it took to say no.</summary>
    [JsonPropertyName("refusal_p99_ms")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RefusalP99Ms { get; init; }

    /// <summary>Overload: the slowest no.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RefusalMaxMs { get; init; }

    /// <summary>Overload: settles that did not succeed, of all runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SettlesFailed { get; init; }

    /// <summary>Overload: arrivals that the generator had no connection left for, of all runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? NotOffered { get; init; }

    /// <summary>Webhooks: the slowest.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaxMs { get; init; }

    /// <summary>Webhooks: whether none took longer than a second.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? WithinASecond { get; init; }

    /// <summary>Operations a second of each run, in their order.</summary>
    public required IReadOnlyList<double> Runs { get; init; }
}
