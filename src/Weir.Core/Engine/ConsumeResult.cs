using Weir.Core.Errors;

namespace Weir.Core.Engine;

/// <summary>Answer to a consume: reserve and settle at once.</summary>
public sealed record ConsumeResult(ReserveStatus Status, Guid EventId, LimitDenial? Denial, IReadOnlyList<MeterBalance> Balances);
