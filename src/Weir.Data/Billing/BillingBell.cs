namespace Weir.Data.Billing;

/// <summary>Wakes this process' worker when a message was stored. Ringing while it is awake is remembered once.</summary>
public sealed class BillingBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0);

    public void Ring()
    {
        if (_rung.CurrentCount == 0) _rung.Release();
    }

    /// <summary>Returns when it rings, or after <paramref name="atMost"/>.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        _rung.WaitAsync(atMost, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _rung.Dispose();
}
