using Weir.Core.Pricing;

namespace Weir.Gateway.Providers;

/// <summary>
/// How an attempt ended, without any of the provider's own words: those may hold prompts, keys or account ids.
/// </summary>
internal sealed record ProviderOutcome(ProviderEnd End)
{
    /// <summary>Set unless there is an answer.</summary>
    public ProviderFault? Fault { get; init; }

    /// <summary>What the provider reported, if it can be believed; null means missing, not zero.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>The answer's text as the final object has it; null when there was no final object.</summary>
    public string? Text { get; init; }

    /// <summary>Model as resolved.</summary>
    public string? Model { get; init; }

    /// <summary>Tier as served.</summary>
    public string? Tier { get; init; }

    public string? RequestId { get; init; }

    /// <summary>How long to wait, if the provider says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider's machine-readable code or the status, for the operator's log.</summary>
    public string? OperatorCode { get; init; }

    /// <summary>Whether there is something to answer with.</summary>
    public bool HasAnswer => End is ProviderEnd.Completed or ProviderEnd.Incomplete;

    public static ProviderOutcome Broken(ProviderFault fault, string operatorCode) =>
        new(ProviderEnd.Broken) { Fault = fault, OperatorCode = operatorCode };
}
