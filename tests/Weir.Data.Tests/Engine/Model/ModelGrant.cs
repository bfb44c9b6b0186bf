namespace Weir.Data.Tests.Engine.Model;

/// <summary>A grant, and its buckets by the start of their period.</summary>
internal sealed class ModelGrant
{
    public required Guid Id { get; init; }

    public required string Meter { get; init; }

    public required int Priority { get; init; }

    public required long Amount { get; init; }

    public long OverageAllowed { get; init; }

    public required ModelPeriod Period { get; init; }

    public required DateTimeOffset AnchorAt { get; init; }

    public required DateTimeOffset EffectiveAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Dictionary<DateTimeOffset, ModelBucket> Buckets { get; } = [];

    public bool IsActive(DateTimeOffset at) => EffectiveAt <= at && at < ExpiresAt;

    public ModelBucket BucketAt(DateTimeOffset at)
    {
        var (start, end) = PeriodAt(at);
        if (!Buckets.TryGetValue(start, out var bucket))
        {
            bucket = new ModelBucket(this, start, end);
            Buckets.Add(start, bucket);
        }
        return bucket;
    }

    private (DateTimeOffset Start, DateTimeOffset End) PeriodAt(DateTimeOffset at)
    {
        switch (Period)
        {
            case ModelPeriod.Lifetime:
                return (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
            case ModelPeriod.Day:
                var day = new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero);
                return (day, day.AddDays(1));
            case ModelPeriod.CalendarMonth:
                var month = new DateTimeOffset(at.Year, at.Month, 1, 0, 0, 0, TimeSpan.Zero);
                return (month, month.AddMonths(1));
            default:
                var n = 0;
                while (AnchorAt.AddMonths(n + 1) <= at) n++;
                while (AnchorAt.AddMonths(n) > at) n--;
                return (AnchorAt.AddMonths(n), AnchorAt.AddMonths(n + 1));
        }
    }
}
