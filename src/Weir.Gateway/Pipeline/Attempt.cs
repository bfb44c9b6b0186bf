using System.Text;
using Weir.Core.Catalog;
using Weir.Gateway.Providers;
using Weir.Gateway.Responses;
using Weir.Gateway.Streaming;

namespace Weir.Gateway.Pipeline;

/// <summary>One attempt at one target, and what came of it.</summary>
/// <param name="target">Where it goes.</param>
/// <param name="stream">The client's stream; null for a buffered call.</param>
/// <param name="onBegan">Called once, when the provider begins to work.</param>
internal sealed class Attempt(RouteTarget target, EventStream? stream, Action? onBegan = null) : IProviderSink
{
    private readonly StringBuilder _text = new();
    private bool _hasBegun;

    public RouteTarget Target { get; } = target;

    /// <summary>How it ended; broken until it has.</summary>
    public ProviderOutcome Outcome { get; set; } = ProviderOutcome.Broken(ProviderFault.Error, "not_finished");

    /// <summary>
    /// The first-byte limit ended it before it had begun: the operator's choice, never charged to the customer.
    /// </summary>
    public bool GivenUp { get; set; }

    /// <summary>UTF-8 bytes of the answer that were seen.</summary>
    public long OutputBytes { get; private set; }

    public string? RequestId { get; private set; }

    /// <summary>The answer: as the final object has it, else as it was streamed.</summary>
    public string Text => Outcome.Text is { Length: > 0 } final ? final : _text.ToString();

    void IProviderSink.Accepted(string? providerRequestId) => RequestId = providerRequestId;

    void IProviderSink.Began() => Begin();

    async ValueTask IProviderSink.TextAsync(string text, CancellationToken cancellationToken)
    {
        Begin();
        _text.Append(text);
        OutputBytes += Encoding.UTF8.GetByteCount(text);
        if (stream is null) return;
        await stream.SendAsync(EventNames.Delta, new TextDelta(text), GatewayJson.Wire.TextDelta, cancellationToken);
    }

    private void Begin()
    {
        if (_hasBegun) return;
        _hasBegun = true;
        onBegan?.Invoke();
    }
}
