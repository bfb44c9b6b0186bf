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
        .. Grants.Where(g => g.Meter == meter && g.IsActive(at)).Select(g => g.BucketAt(at))
            .OrderBy(b => b.Grant.Priority).ThenBy(b => b.ClosesAt).ThenBy(b => b.Grant.CreatedAt).ThenBy(b => b.Grant.Id),
    ];

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
                bucket.Grant.Touch(bucket);
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

    /// <summary>The numbers of the first line that does not fit; null when all do.</summary>
    public LimitDenial? Deny(DateTimeOffset at, IReadOnlyList<MeterQuantity> lines)
    {
        foreach (var (meter, quantity) in lines.Where(l => ModelMeters.IsLimited(l.Meter)))
        {
            var balance = Balance(at, meter);
            if (quantity <= balance.Remaining) continue;
            return new LimitDenial(
                "customer", meter, balance.Granted, balance.Used, balance.Held, quantity, balance.Remaining,
                balance.HardLimit, balance.ResetsAt);
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
                to.Lines.Add(new ModelLine(meter, quantity, null, false));
                continue;
            }
            var allowed = Math.Min(quantity, Balance(at, meter).Remaining);
            foreach (var (bucket, units) in Take(at, meter, allowed, (b, n) => b.Used += n))
                to.Lines.Add(new ModelLine(meter, units, bucket, false));
            if (allowed == quantity) continue;
            var last = Open(at, meter).LastOrDefault();
            var month = ModelCalendar.MonthOf(at);
            Overruns.Add(new(meter, last?.Start ?? month, last?.ClosesAt ?? month.AddMonths(1), quantity - allowed));
            to.Lines.Add(new ModelLine(meter, quantity - allowed, null, true));
        }
    }

    /// <summary>Makes the plan's grants be what the subscriptions say. A new grant's id is not known yet.</summary>
    public void SyncPlans(IReadOnlyList<ModelSubscription> subscriptions, DateTimeOffset now)
    {
        foreach (var subscription in subscriptions.Where(s => s.GivesAt(now)))
        {
            foreach (var entitlement in subscription.Plan.Entitlements) Give(subscription, entitlement, now);
        }
        var given = Grants.Where(g => g.Subscription is not null && g.ExpiresAt > now).ToList();
        foreach (var grant in given.Where(g => !IsGiven(g, now)))
        {
            var end = grant.Subscription!.EndedAt is { } ended && ended < now ? ended : now;
            grant.ExpiresAt = end > grant.EffectiveAt ? end : grant.EffectiveAt;
        }
        foreach (var grant in given.Where(g => g.ExpiresAt > now))
        {
            foreach (var bucket in grant.Buckets.Values.Where(b => b.End > now))
            {
                bucket.Granted = grant.Amount;
                bucket.OverageAllowed = Math.Max(grant.OverageAllowed, bucket.Used + bucket.Held - grant.Amount);
            }
        }
    }

    private void Give(ModelSubscription subscription, ModelEntitlement entitlement, DateTimeOffset now)
    {
        var grant = Grants.Find(g => g.Subscription == subscription && g.Meter == entitlement.Meter && g.Period == entitlement.Period);
        if (grant is null)
        {
            grant = new ModelGrant
            {
                Id = Guid.Empty,
                Meter = entitlement.Meter,
                Priority = 100,
                Amount = entitlement.Included,
                Period = entitlement.Period,
                AnchorAt = subscription.AnchorAt,
                EffectiveAt = subscription.AnchorAt,
                ExpiresAt = ModelCalendar.Never,
                CreatedAt = now,
                Subscription = subscription,
            };
            Grants.Add(grant);
        }
        grant.Amount = entitlement.Included;
        grant.OverageAllowed = entitlement.HardLimit - entitlement.Included;
        grant.ExpiresAt = subscription.EndedAt ?? ModelCalendar.Never;
    }

    private static bool IsGiven(ModelGrant grant, DateTimeOffset now) =>
        grant.Subscription!.GivesAt(now)
        && grant.Subscription.Plan.Entitlements.Any(e => e.Meter == grant.Meter && e.Period == grant.Period);
}
