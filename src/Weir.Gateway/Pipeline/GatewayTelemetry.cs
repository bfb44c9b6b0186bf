using System.Diagnostics;
using System.Diagnostics.Metrics;
using Weir.Core.Catalog;

namespace Weir.Gateway.Pipeline;

/// <summary>
/// Counts and durations under the name <c>Weir.Gateway</c>. Codes and identifiers only: never a text, a user or a
/// customer.
/// </summary>
internal sealed class GatewayTelemetry
{
    public const string Name = "Weir.Gateway";

    private static readonly ActivitySource s_source = new(Name);

    private readonly Counter<long> _calls;
    private readonly Counter<long> _cost;
    private readonly Histogram<double> _callSeconds;
    private readonly Histogram<double> _attemptSeconds;
    private readonly TimeProvider _time;

    public GatewayTelemetry(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(Name);
        _calls = meter.CreateCounter<long>("weir.gateway.calls", description: "Calls by feature and outcome");
        _cost = meter.CreateCounter<long>("weir.gateway.cost", "nUSD", "Settled cost by feature and provenance");
        _callSeconds = meter.CreateHistogram<double>("weir.gateway.call.duration", "s", "Admission to answer");
        _attemptSeconds = meter.CreateHistogram<double>("weir.gateway.attempt.duration", "s", "One attempt");
    }

    public static Activity? StartCall() => s_source.StartActivity("weir.ai.call", ActivityKind.Internal);

    /// <summary>Ends a call. <paramref name="feature"/> is null until the catalog has confirmed its name.</summary>
    public void CallEnded(Activity? activity, DateTimeOffset startedAt, string? feature, string outcome, Bill? bill)
    {
        var tags = new TagList { { "feature", feature ?? "unknown" }, { "outcome", outcome } };
        _calls.Add(1, tags);
        _callSeconds.Record((_time.GetUtcNow() - startedAt).TotalSeconds, tags);
        activity?.SetTag("weir.feature", feature ?? "unknown").SetTag("weir.outcome", outcome);
        if (bill is not { VoidReason: null }) return;
        _cost.Add(bill.CostNanoUsd, new TagList { { "feature", feature }, { "provenance", bill.Provenance } });
        activity?.SetTag("weir.cost_nano_usd", bill.CostNanoUsd).SetTag("weir.provenance", bill.Provenance);
    }

    public MeasuredAttempt Attempt(RouteTarget target) => new(
        s_source.StartActivity("weir.ai.attempt", ActivityKind.Client), target, _attemptSeconds, _time);
}
