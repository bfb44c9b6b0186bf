namespace Weir.Data.Accounts;

/// <summary>
/// Bounds the reads that callers wait for: so many run, so many wait, and further ones are refused at once, so that a flood of
/// what is not remembered leaves connections to everybody else.
/// </summary>
internal sealed class LoadPlaces(int running, int waiting) : IDisposable
{
    private readonly SemaphoreSlim _running = new(running);
    private int _taken;

    /// <summary>Takes a place, which <see cref="RunAsync"/> gives back. False when all are taken.</summary>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= running + waiting) return true;
        Interlocked.Decrement(ref _taken);
        return false;
    }

    public async Task<T> RunAsync<T>(Func<Task<T>> load)
    {
        await _running.WaitAsync(CancellationToken.None);
        try
        {
            return await load();
        }
        finally
        {
            _running.Release();
            Interlocked.Decrement(ref _taken);
        }
    }

    public void Dispose() => _running.Dispose();
}
