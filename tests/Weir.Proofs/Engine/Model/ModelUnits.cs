using Weir.Core.Engine;
using Weir.Core.Errors;

namespace Weir.Proofs.Engine.Model;

/// <summary>What a customer was given, and what is left of it: grants, buckets, overruns.</summary>
internal sealed class ModelUnits
{
    public List<ModelGrant> Grants { get; } = [];

    public List<ModelOverrun> Overruns { get; } = [];

    /// <summary>The open buckets of a meter in burn order: priority, then what ends sooner, then what is older.</summary>
    public List<ModelBucket> Open(DateTimeOffset at, string meter) =>
    [
        .. Grants.Where(g => g.Meter == meter && g.IsActive(at)).Select(g => BucketAt(g, at))
            .OrderBy(b => b.Grant.Priority).ThenBy(b => b.ClosesAt).ThenBy(b => b.Grant.CreatedAt).ThenBy(b => b.Grant.Id),
    ];

    /// <summary>The bucket of an instant, as it is or as it would be made.</summary>
    public ModelBucket BucketAt(ModelGrant grant, DateTimeOffset at)
    {
        var (start, end) = ModelCalendar.PeriodAt(grant.Period, grant.AnchorAt, at);
        if (grant.Buckets.TryGetValue(start, out var bucket)) return bucket;
        var (granted, overage) = AmountsIn(grant, start);
        return new ModelBucket(grant, start, end) { Granted = granted, OverageAllowed = overage };
    }

    /// <summary>From now on the bucket is a row: another amount of the grant reaches it only while it is open.</summary>
    public static void Touch(ModelBucket bucket) => bucket.Grant.Buckets.TryAdd(bucket.Start, bucket);

    /// <summary>
    /// What a grant gives in a period: less what its forerunners have used and hold of it, where it began in the middle.
    /// </summary>
    public (long Granted, long Overage) AmountsIn(ModelGrant grant, DateTimeOffset start)
    {
        if (grant.Subscription is null || grant.EffectiveAt <= start) return (grant.Amount, grant.OverageAllowed);
        var carried = Grants
            .Where(g => g.Subscription is not null && g.Meter == grant.Meter && g.Period == grant.Period
                && g.AnchorAt == grant.AnchorAt && g.EffectiveAt < grant.EffectiveAt)
            .Sum(g => g.Buckets.TryGetValue(start, out var bucket) ? bucket.Used + bucket.Held : 0);
        return (Math.Max(grant.Amount - carried, 0), Math.Max(grant.OverageAllowed - Math.Max(carried - grant.Amount, 0), 0));
    }

    /// <summary>What is granted first, in burn order, then overage. There must be as much.</summary>
    public IReadOnlyList<(ModelBucket Bucket, long Units)> Take(
        DateTimeOffset at, string meter, long units, Action<ModelBucket, long> book)
    {
        var open = Open(at, meter);
        var taken = new List<(ModelBucket, long)>();
        foreach (var overage in (bool[])[false, true])
        {
            foreach (var bucket in open)
            {
                var part = bucket.Room(units, overage);
                if (part == 0) continue;
                Touch(bucket);
                book(bucket, part);
                taken.Add((bucket, part));
                units -= part;
            }
        }
        if (units > 0) throw new InvalidOperationException("The model took more than there is.");
        return taken;
    }

    public MeterBalance Balance(DateTimeOffset at, string meter)
    {
        var open = Open(at, meter);
        var overrun = Overruns.Where(o => o.Meter == meter && o.Start <= at && at < o.End).Sum(o => o.Units);
        return new MeterBalance(
            meter, ModelMeters.UnitOf(meter), open.Sum(b => b.Granted), open.Sum(b => b.Used) + overrun,
            open.Sum(b => b.Held), open.Sum(b => b.Limit), open.Min(b => b.RenewsAt));
    }

    /// <summary>The numbers of the first line that does not fit; null when all do. No units always fit.</summary>
    public LimitDenial? Deny(DateTimeOffset at, IReadOnlyList<MeterQuantity> lines)
    {
        foreach (var (meter, quantity) in lines.Where(l => l.Quantity > 0 && ModelMeters.IsLimited(l.Meter)))
        {
            var balance = Balance(at, meter);
            if (quantity <= balance.Remaining) continue;
            var lacks = quantity - (balance.HardLimit - balance.Used - balance.Held);
            var withheld = Grants.Where(g => g.Meter == meter && g.IsActive(at)).Sum(g => g.OverageWithheld);
            return new LimitDenial(
                "customer", meter, balance.Granted, balance.Used, balance.Held, quantity, balance.Remaining,
                balance.HardLimit, balance.ResetsAt)
            {
                Code = withheld > 0 && lacks <= withheld ? ErrorCode.SpendCapReached : ErrorCode.QuotaExhausted,
            };
        }
        return null;
    }

    /// <summary>Takes what limits allow; the rest is overrun until the last open bucket closes, or the month ends.</summary>
    public void Book(DateTimeOffset at, IReadOnlyList<MeterQuantity> lines, ModelEvent to)
    {
        foreach (var (meter, quantity) in lines)
        {
            if (quantity == 0 || !ModelMeters.IsLimited(meter))
            {
                to.Lines.Add(new ModelLine(meter, quantity, null, null));
                continue;
            }
            var allowed = Math.Min(quantity, Balance(at, meter).Remaining);
            foreach (var (bucket, units) in Take(at, meter, allowed, (b, n) => b.Used += n))
                to.Lines.Add(new ModelLine(meter, units, bucket, null));
            if (allowed == quantity) continue;
            var last = Open(at, meter).LastOrDefault();
            var month = ModelCalendar.MonthOf(at);
            var overrun = new ModelOverrun(
                meter, last?.Start ?? month, last?.ClosesAt ?? month.AddMonths(1), quantity - allowed);
            Overruns.Add(overrun);
            to.Lines.Add(new ModelLine(meter, overrun.Units, null, overrun with { Units = 0 }));
        }
    }
}
