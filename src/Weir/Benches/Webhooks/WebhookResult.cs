using Weir.Benches.Statistics;

namespace Weir.Benches.Webhooks;

/// <summary>How long it took.</summary>
internal sealed class WebhookResult
{
    /// <summary>From sending a message until 200.</summary>
    public LatencyHistogram Answered { get; } = new();

    /// <summary>From sending a message until the other server has the plan that it brings.</summary>
    public LatencyHistogram Seen { get; } = new();

    /// <summary>From the first message to the last answer.</summary>
    public TimeSpan Took { get; set; }
}
