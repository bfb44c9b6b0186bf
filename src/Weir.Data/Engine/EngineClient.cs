using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary>
/// The engine as C# sees it: reserve, settle, void, record, consume. Each call joins a batch (group commit) and
/// returns when its own outcome is durable. Throws <see cref="StoreUnavailableException"/> when the outcome is
/// unknown and <see cref="OverloadedException"/> when it was refused before it was sent.
/// </summary>
public sealed class EngineClient
{
    /// <summary>Sets units aside. Cancelling after the batch was sent leaves the outcome unknown; the hold then expires.</summary>
    public ValueTask<ReserveResult> ReserveAsync(ReserveOperation operation, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Posts a hold. Callers pass <see cref="CancellationToken.None"/>: a settle must not be lost with its request.</summary>
    public ValueTask<SettleResult> SettleAsync(SettleOperation operation, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Releases a hold.</summary>
    public ValueTask<VoidStatus> VoidAsync(VoidOperation operation, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Books usage that is known only afterwards.</summary>
    public ValueTask<RecordResult> RecordAsync(RecordOperation operation, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Reserves and settles at once; refused like a reserve.</summary>
    public ValueTask<ConsumeResult> ConsumeAsync(RecordOperation operation, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Expires holds whose lease has run out; safe in several replicas. Returns how many.</summary>
    public Task<int> ExpireHoldsAsync(int limit, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
