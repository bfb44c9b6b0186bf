namespace Weir.Proofs.Engine.Model;

/// <summary>A grant, and those of its buckets that were touched, by the start of their period.</summary>
internal sealed class ModelGrant
{
    public required Guid Id { get; set; }

    public required string Meter { get; init; }

    public required int Priority { get; init; }

    public required long Amount { get; set; }

    public long OverageAllowed { get; set; }

    public required ModelPeriod Period { get; init; }

    public required DateTimeOffset AnchorAt { get; init; }

    public required DateTimeOffset EffectiveAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The subscription that gives it; null for a purchase.</summary>
    public ModelSubscription? Subscription { get; init; }

    public Dictionary<DateTimeOffset, ModelBucket> Buckets { get; } = [];

    public bool IsActive(DateTimeOffset at) => EffectiveAt <= at && at < ExpiresAt;

    /// <summary>The bucket of an instant, as it is or as it would be made.</summary>
    public ModelBucket BucketAt(DateTimeOffset at)
    {
        var (start, end) = ModelCalendar.PeriodAt(Period, AnchorAt, at);
        return Buckets.TryGetValue(start, out var bucket) ? bucket : new ModelBucket(this, start, end);
    }

    /// <summary>From now on the bucket is a row: another amount of the grant reaches it only while it is open.</summary>
    public void Touch(ModelBucket bucket) => Buckets.TryAdd(bucket.Start, bucket);
}
