using System.Text;
using Weir.Gateway.Providers;

namespace Weir.Gateway.Tests.Providers;

/// <summary>Keeps what an adapter reported while it read.</summary>
internal sealed class RecordingSink : IProviderSink
{
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    public int Pieces { get; private set; }

    public bool HasBegun { get; private set; }

    public TaskCompletionSource<string?> WasAccepted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource FirstText { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Accepted(string? providerRequestId) => WasAccepted.SetResult(providerRequestId);

    public void Began() => HasBegun = true;

    public ValueTask TextAsync(string text, CancellationToken cancellationToken)
    {
        _text.Append(text);
        Pieces++;
        FirstText.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
