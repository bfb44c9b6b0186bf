namespace Weir.Core.Usage;

/// <summary>One grant in one period.</summary>
/// <param name="BucketId">Null when nothing has touched it yet.</param>
/// <param name="PeriodStart">Null is always.</param>
/// <param name="PeriodEnd">Null is never.</param>
/// <param name="ClosesAt">When the period or the grant ends, whichever is sooner; null is never.</param>
/// <param name="Granted">Included units.</param>
/// <param name="Used">Posted units.</param>
/// <param name="Held">Units in pending holds.</param>
/// <param name="OverageUsed">The part of <paramref name="Used"/> beyond <paramref name="Granted"/>.</param>
/// <param name="HardLimit">Granted and allowed overage.</param>
public sealed record ExplainedBucket(
    long? BucketId, DateTimeOffset? PeriodStart, DateTimeOffset? PeriodEnd, DateTimeOffset? ClosesAt, long Granted, long Used,
    long Held, long OverageUsed, long HardLimit);
