namespace Weir.Proofs.Engine.Model;

/// <summary>What a customer's subscriptions mean for its grants, and how they change.</summary>
internal static class ModelPlanChange
{
    /// <summary>Puts a customer on a plan, at once or from the period's end on. False when it is on it.</summary>
    public static bool Assign(ModelCustomer customer, ModelPlan plan, PlanWhen when, DateTimeOffset now)
    {
        var current = customer.Running(now);
        var next = customer.Subscriptions.Find(s => s.StartedAt > now && s.EndedAt is null);
        if (current is { Status: ModelStatus.Active } && current.Plan == plan)
        {
            if (next is null) return false;
            TakeBack(customer, now);
            return true;
        }
        var from = now;
        if (current is { Status: ModelStatus.Active }
            && (when == PlanWhen.PeriodEnd || (when == PlanWhen.Auto && current.Plan.IsLoweredBy(plan))))
        {
            from = current.Plan.PeriodEnd(current.AnchorAt, now) ?? now;
        }
        if (next is not null && next.Plan == plan && next.StartedAt == from) return false;

        TakeBack(customer, now);
        foreach (var old in customer.Subscriptions.Where(s => s.EndedAt is null))
        {
            old.EndedAt = from > old.StartedAt ? from : old.StartedAt;
            if (from <= now) old.Status = ModelStatus.Canceled;
        }
        var begun = new ModelSubscription { Plan = plan, AnchorAt = current?.AnchorAt ?? from, StartedAt = from };
        customer.Subscriptions.Add(begun);
        if (current is null || from > now) return true;
        // What goes on at once takes over the grants, and with them what is used and held.
        foreach (var grant in customer.Units.Grants.Where(g => g.Subscription == current)) grant.Subscription = begun;
        return true;
    }

    /// <summary>Makes the plan's grants be what the subscriptions say. A new grant's id is not known yet.</summary>
    public static void Sync(ModelCustomer customer, DateTimeOffset now)
    {
        var units = customer.Units;
        foreach (var subscription in customer.Subscriptions.Where(s => s.GivesFrom(now)))
        {
            foreach (var entitlement in subscription.Plan.Entitlements)
                Give(units, subscription, entitlement, customer.SpendCaps.GetValueOrDefault(entitlement.Meter, long.MaxValue), now);
        }
        var given = units.Grants.Where(g => g.Subscription is not null && g.ExpiresAt > now).ToList();
        foreach (var grant in given.Where(g => !IsGiven(g, now)))
        {
            var end = grant.Subscription!.EndsAt < now ? grant.Subscription.EndsAt : now;
            grant.ExpiresAt = end > grant.EffectiveAt ? end : grant.EffectiveAt;
        }
        foreach (var grant in given.Where(g => g.ExpiresAt > now))
        {
            foreach (var bucket in grant.Buckets.Values.Where(b => b.End > now))
            {
                var (granted, overage) = units.AmountsIn(grant, bucket.Start);
                bucket.Granted = granted;
                bucket.OverageAllowed = Math.Max(overage, bucket.Used + bucket.Held - granted);
            }
        }
    }

    /// <summary>A change that waits is none; what it would have ended goes on.</summary>
    private static void TakeBack(ModelCustomer customer, DateTimeOffset now)
    {
        foreach (var waiting in customer.Subscriptions.Where(s => s.StartedAt > now && s.EndedAt is null))
        {
            waiting.Status = ModelStatus.Canceled;
            waiting.EndedAt = waiting.StartedAt;
        }
        foreach (var running in customer.Subscriptions.Where(s => s.StartedAt <= now && s.EndedAt > now)) running.EndedAt = null;
    }

    private static void Give(
        ModelUnits units, ModelSubscription subscription, ModelEntitlement entitlement, long cap, DateTimeOffset now)
    {
        var grant = units.Grants.Find(g => g.Subscription == subscription && g.Meter == entitlement.Meter
            && g.Period == entitlement.Period && g.AnchorAt == subscription.AnchorAt);
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
                EffectiveAt = subscription.StartedAt,
                ExpiresAt = ModelCalendar.Never,
                CreatedAt = now,
                Subscription = subscription,
            };
            units.Grants.Add(grant);
        }
        var overage = entitlement.HardLimit - entitlement.Included;
        grant.Amount = entitlement.Included;
        grant.OverageAllowed = Math.Min(overage, cap);
        grant.OverageWithheld = Math.Max(overage - cap, 0);
        grant.EffectiveAt = grant.EffectiveAt < subscription.StartedAt ? grant.EffectiveAt : subscription.StartedAt;
        grant.ExpiresAt = subscription.EndsAt;
    }

    private static bool IsGiven(ModelGrant grant, DateTimeOffset now) =>
        grant.Subscription!.GivesFrom(now) && grant.Subscription.AnchorAt == grant.AnchorAt
        && grant.Subscription.Plan.Entitlements.Any(e => e.Meter == grant.Meter && e.Period == grant.Period);
}
