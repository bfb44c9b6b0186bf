namespace Weir.Gateway.Pipeline;

/// <summary>
/// Watches the client of one call. Its leaving does not end the call: the provider charges for what it makes, and tells
/// how much only at the end. It ends the time that is left: the drain's, or none when too many calls are drained
/// already.
/// </summary>
internal sealed class ClientWatch : IDisposable
{
    private readonly CancellationTokenSource _cut;
    private readonly CancellationTokenRegistration _gone;
    private readonly DrainGate _gate;
    private readonly TimeSpan _drain;
    private bool _entered;

    public ClientWatch(DrainGate gate, TimeSpan drain, TimeProvider time, CancellationToken clientGone)
    {
        _gate = gate;
        _drain = drain;
        _cut = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _gone = clientGone.Register(static state => ((ClientWatch)state!).Left(), this);
    }

    /// <summary>Cancelled when the call must end for want of a client.</summary>
    public CancellationToken Cut => _cut.Token;

    public bool Gone { get; private set; }

    public void Dispose()
    {
        // Waits for a running callback, so that the gate is left exactly as often as it was entered.
        _gone.Dispose();
        if (_entered) _gate.Leave();
        _cut.Dispose();
    }

    private void Left()
    {
        Gone = true;
        _entered = _gate.TryEnter();
        _cut.CancelAfter(_entered ? _drain : TimeSpan.Zero);
    }
}
