namespace Weir.Gateway.Providers;

/// <summary>Hears an attempt while it runs. Called in order, never at the same time.</summary>
internal interface IProviderSink
{
    /// <summary>The provider took the call (a 2xx status came).</summary>
    void Accepted(string? providerRequestId);

    /// <summary>The provider has begun to work on the answer; being queued is not that. May be called again.</summary>
    void Began();

    /// <summary>A piece of the answer's text, in order.</summary>
    ValueTask TextAsync(string text, CancellationToken cancellationToken);
}
