using Weir.Core.Engine;

namespace Weir.Core.Usage;

/// <summary>A ledger row as its customer may read it.</summary>
public sealed record UsageEvent(
    Guid EventId, Guid CustomerId, Guid? UserId, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, UsageEventDetails Details,
    IReadOnlyList<MeterQuantity> Lines);
