namespace Weir.Api.Admin.Audit;

/// <summary>Lets one audit run at a time in this process: each reads whole tables.</summary>
internal sealed class AuditGate
{
    private int _isRunning;

    /// <summary>False when one runs; else it is the caller's until <see cref="Leave"/>.</summary>
    public bool TryEnter() => Interlocked.CompareExchange(ref _isRunning, 1, 0) == 0;

    public void Leave() => Volatile.Write(ref _isRunning, 0);
}
