using System.Diagnostics;
using System.Diagnostics.Metrics;
using Weir.Core.Catalog;
using Weir.Gateway.Providers;

namespace Weir.Gateway.Pipeline;

/// <summary>Measures one attempt, from sending to its end.</summary>
internal sealed class MeasuredAttempt(
    Activity? activity, RouteTarget target, Histogram<double> seconds, TimeProvider time) : IDisposable
{
    private readonly long _started = time.GetTimestamp();

    public void End(ProviderOutcome outcome)
    {
        seconds.Record(time.GetElapsedTime(_started).TotalSeconds, new TagList
        {
            { "provider", target.Provider },
            { "model", target.Model },
            { "tier", target.Tier },
            { "end", outcome.End.ToString() },
            { "fault", outcome.Fault?.ToString() ?? "none" },
        });
        activity?.SetTag("weir.provider", target.Provider)
            .SetTag("weir.model", target.Model)
            .SetTag("weir.tier", target.Tier)
            .SetTag("weir.end", outcome.End.ToString())
            .SetTag("weir.provider_request_id", outcome.RequestId);
    }

    public void Dispose() => activity?.Dispose();
}
