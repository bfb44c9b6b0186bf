namespace Weir.Gateway.Pipeline;

/// <summary>Bounds how many calls are read on without a client.</summary>
internal sealed class DrainGate(GatewayOptions options)
{
    private int _open;

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _open) <= options.MaxDrains) return true;
        Interlocked.Decrement(ref _open);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _open);
}
