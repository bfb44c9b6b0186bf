namespace Weir.Core.Usage;

/// <summary>A pending hold: its units of the meter, and whether its lease is over (<paramref name="Due"/>).</summary>
public sealed record ExplainedHold(
    Guid HoldId, Guid? UserId, string? Feature, long Units, DateTimeOffset ReservedAt, DateTimeOffset ExpiresAt, bool Due);
