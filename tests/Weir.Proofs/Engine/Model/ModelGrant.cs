namespace Weir.Proofs.Engine.Model;

/// <summary>A grant, and those of its buckets that were touched, by the start of their period.</summary>
internal sealed class ModelGrant
{
    public required Guid Id { get; set; }

    public required string Meter { get; init; }

    public required int Priority { get; init; }

    public required long Amount { get; set; }

    public long OverageAllowed { get; set; }

    /// <summary>Overage of the plan that the customer's spend cap takes away.</summary>
    public long OverageWithheld { get; set; }

    public required ModelPeriod Period { get; init; }

    public required DateTimeOffset AnchorAt { get; init; }

    public required DateTimeOffset EffectiveAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The subscription that gives it; null for a purchase.</summary>
    public ModelSubscription? Subscription { get; set; }

    public Dictionary<DateTimeOffset, ModelBucket> Buckets { get; } = [];

    public bool IsActive(DateTimeOffset at) => EffectiveAt <= at && at < ExpiresAt;
}
