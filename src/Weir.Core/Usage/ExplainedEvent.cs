namespace Weir.Core.Usage;

/// <summary>A ledger row as it counts for one meter.</summary>
/// <param name="EventId">The row.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Corrects">The event that it corrects.</param>
/// <param name="Reason">Why, for a correction.</param>
/// <param name="OccurredAt">Decides its day and month.</param>
/// <param name="RecordedAt">When it was written.</param>
/// <param name="Units">What it counts; negative where a correction gave back.</param>
/// <param name="Overrun">The part beyond hold and limit.</param>
/// <param name="Late">Its hold had ended before it was settled.</param>
/// <param name="HoldId">Its hold.</param>
/// <param name="UserId">Who called.</param>
/// <param name="Feature">Feature code.</param>
/// <param name="Provider">Provider code.</param>
/// <param name="Model">Model as the provider resolved it.</param>
/// <param name="CostNanoUsd">What the whole event cost.</param>
/// <param name="PriceVersion">The price it was rated by.</param>
/// <param name="Provenance">Where its numbers come from.</param>
/// <param name="Status">How the call ended.</param>
public sealed record ExplainedEvent(
    Guid EventId, UsageEventKind Kind, Guid? Corrects, string? Reason, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt,
    long Units, long Overrun, bool Late, Guid? HoldId, Guid? UserId, string? Feature, string? Provider, string? Model,
    long CostNanoUsd, int PriceVersion, string Provenance, string Status);
