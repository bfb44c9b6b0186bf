namespace Weir.Sandbox.Billing.Life;

/// <summary>What time does to a subscription. Pure: the moment and the fate of payments are given.</summary>
internal static class SubscriptionLife
{
    private static readonly TimeSpan s_trialNotice = TimeSpan.FromDays(3);

    /// <summary>Begins the first period, or the trial.</summary>
    public static void Begin(Subscription subscription, SandboxPrice price, TimeSpan trial, DateTimeOffset at)
    {
        subscription.UpdatedAt = at;
        subscription.AnchorAt = at + trial;
        subscription.PeriodStartsAt = at;
        if (trial > TimeSpan.Zero)
        {
            subscription.State = LifeState.Trialing;
            subscription.TrialStartsAt = at;
            subscription.TrialEndsAt = subscription.PeriodEndsAt = subscription.AnchorAt;
            return;
        }
        subscription.State = LifeState.Active;
        subscription.Periods = 1;
        subscription.PeriodEndsAt = at.AddMonths(price.PeriodMonths);
    }

    /// <summary>When something will happen by itself; null when nothing will.</summary>
    public static DateTimeOffset? NextAt(Subscription subscription)
    {
        if (subscription.State == LifeState.Ended) return null;
        DateTimeOffset? next = subscription.State switch
        {
            LifeState.Trialing when !subscription.IsTrialEndTold => TrialNoticeAt(subscription),
            LifeState.Trialing or LifeState.Active when !(subscription.EndsAt <= subscription.PeriodEndsAt) =>
                subscription.PeriodEndsAt,
            LifeState.PastDue => subscription.NextAttemptAt,
            _ => null,
        };
        return Earlier(Earlier(next, subscription.EndsAt), subscription.Pause?.ResumesAt);
    }

    /// <summary>Lets happen what <see cref="NextAt"/> announced.</summary>
    /// <param name="subscription">Changed.</param>
    /// <param name="price">What it is for.</param>
    /// <param name="rules">The store's.</param>
    /// <param name="isPaid">Asked when a payment is due: whether it succeeds.</param>
    public static Happening Fire(Subscription subscription, SandboxPrice price, LifeRules rules, Func<bool> isPaid)
    {
        var at = NextAt(subscription)!.Value;
        subscription.UpdatedAt = at;
        if (subscription.Pause?.ResumesAt == at)
        {
            subscription.Pause = null;
            return Happening.CollectionResumed;
        }
        if (subscription.EndsAt == at) return End(subscription, at);
        if (subscription.State == LifeState.PastDue) return Retry(subscription, at, rules, isPaid);
        if (subscription is { State: LifeState.Trialing, IsTrialEndTold: false })
        {
            subscription.IsTrialEndTold = true;
            return Happening.TrialWillEnd;
        }
        if (subscription is { State: LifeState.Trialing, HasCard: false, WithoutCard: "cancel" })
        {
            subscription.CanceledAt = at;
            return End(subscription, at);
        }
        if (subscription is { State: LifeState.Trialing, HasCard: false, WithoutCard: "pause" })
        {
            subscription.State = LifeState.Paused;
            return Happening.Paused;
        }
        return Renew(subscription, price, rules, at, isPaid);
    }

    /// <summary>Ends it at once.</summary>
    public static Happening End(Subscription subscription, DateTimeOffset at)
    {
        subscription.State = LifeState.Ended;
        subscription.EndedAt = subscription.UpdatedAt = at;
        subscription.CanceledAt ??= at;
        subscription.NextAttemptAt = null;
        return Happening.Ended;
    }

    private static Happening Renew(
        Subscription subscription, SandboxPrice price, LifeRules rules, DateTimeOffset at, Func<bool> isPaid)
    {
        subscription.PeriodStartsAt = subscription.PeriodEndsAt;
        subscription.Periods++;
        subscription.PeriodEndsAt = subscription.AnchorAt.AddMonths(subscription.Periods * price.PeriodMonths);
        // While collection is paused, periods go on and nothing is asked for.
        if (subscription.Pause is not null || (subscription.HasCard && isPaid()))
        {
            subscription.State = LifeState.Active;
            return Happening.Renewed;
        }
        subscription.State = LifeState.PastDue;
        subscription.FailedAttempts = 1;
        subscription.NextAttemptAt = rules.RetryDays.Count == 0 ? at : at.AddDays(rules.RetryDays[0]);
        return Happening.RenewalFailed;
    }

    private static Happening Retry(Subscription subscription, DateTimeOffset at, LifeRules rules, Func<bool> isPaid)
    {
        if (subscription.HasCard && isPaid())
        {
            subscription.State = LifeState.Active;
            subscription.FailedAttempts = 0;
            subscription.NextAttemptAt = null;
            return Happening.Recovered;
        }
        var failedAt = at.AddDays(-rules.RetryDays[subscription.FailedAttempts - 1]);
        subscription.FailedAttempts++;
        if (subscription.FailedAttempts <= rules.RetryDays.Count)
        {
            subscription.NextAttemptAt = failedAt.AddDays(rules.RetryDays[subscription.FailedAttempts - 1]);
            return Happening.RetryFailed;
        }
        subscription.NextAttemptAt = null;
        if (rules.AfterRetries == AfterRetries.Unpaid) subscription.State = LifeState.Unpaid;
        if (rules.AfterRetries == AfterRetries.End)
        {
            subscription.EndReason = "payment_failed";
            End(subscription, at);
        }
        return Happening.GaveUp;
    }

    private static DateTimeOffset TrialNoticeAt(Subscription subscription)
    {
        var notice = subscription.PeriodEndsAt - s_trialNotice;
        return notice > subscription.CreatedAt ? notice : subscription.CreatedAt;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;
}
