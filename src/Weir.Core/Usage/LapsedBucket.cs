namespace Weir.Core.Usage;

/// <summary>Breakage: a bucket that closed with units left.</summary>
/// <param name="Meter">Meter code.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="Source"><c>plan</c>, <c>purchase</c>, <c>promotion</c> or <c>admin</c>.</param>
/// <param name="PeriodStart">Null is always.</param>
/// <param name="ClosedAt">When its period or its grant ended.</param>
/// <param name="Granted">Units that were given.</param>
/// <param name="Used">Units that were used.</param>
/// <param name="Held">Units that pending holds still hold: not lost yet.</param>
/// <param name="Units">What can no longer be used.</param>
public sealed record LapsedBucket(
    string Meter, string Unit, Guid GrantId, string Source, DateTimeOffset? PeriodStart, DateTimeOffset ClosedAt, long Granted,
    long Used, long Held, long Units);
