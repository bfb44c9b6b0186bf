namespace Weir.Billing.Providers;

/// <summary>How patient calls of payment providers are.</summary>
internal sealed record ProviderTransportOptions
{
    /// <summary>How often a call is sent at most.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>For one attempt, the body included.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Wait before the second attempt; it doubles, and up to half of it is taken off by chance.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait that a provider may ask for between two attempts.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(4);
}
