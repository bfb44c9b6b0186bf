namespace Weir.Core.Engine;

/// <summary>Answer to a <see cref="SettleOperation"/>.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="EventId">The event that is in the ledger.</param>
/// <param name="Overrun">Per meter, what went beyond hold and limit; empty in the normal case.</param>
/// <param name="Balances">The meters of the operation after it, where the operation asked for them.</param>
public sealed record SettleResult(
    SettleStatus Status, Guid EventId, IReadOnlyList<MeterQuantity> Overrun, IReadOnlyList<MeterBalance> Balances);
