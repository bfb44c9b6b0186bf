using Weir.Core.Engine;

namespace Weir.Core.Usage;

/// <summary>A ledger row as its customer may read it.</summary>
public sealed record UsageEvent(
    Guid EventId, Guid CustomerId, Guid? UserId, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, UsageEventDetails Details,
    IReadOnlyList<MeterQuantity> Lines)
{
    /// <summary>The event that this row corrects: its numbers are what is added to that event's. Null for usage.</summary>
    public Guid? Corrects { get; init; }

    /// <summary>Why, for a correction.</summary>
    public string? Reason { get; init; }

    public UsageEventKind Kind => Corrects is null ? UsageEventKind.Usage : UsageEventKind.Correction;
}
