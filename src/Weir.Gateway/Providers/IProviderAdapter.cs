namespace Weir.Gateway.Providers;

/// <summary>
/// Speaks one provider's wire format. What a provider does is an outcome, never an exception; the adapter sends a call
/// at most once, since no provider promises that a repeat is free. <c>ProviderConformanceTests</c> is what each must
/// pass.
/// </summary>
internal interface IProviderAdapter
{
    /// <summary>Name as routes and prices have it, such as <c>openai</c>.</summary>
    string Provider { get; }

    /// <summary>Makes the call and reads it to its end.</summary>
    /// <param name="request">The call.</param>
    /// <param name="sink">Hears what arrives, while it arrives.</param>
    /// <param name="cancellationToken">Gives the attempt up; whether it was charged is then unknown.</param>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is
    /// cancelled.</exception>
    Task<ProviderOutcome> SendAsync(ProviderRequest request, IProviderSink sink, CancellationToken cancellationToken);
}
