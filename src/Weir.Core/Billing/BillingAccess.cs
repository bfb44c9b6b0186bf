using Weir.Core.Accounts;
using Weir.Core.Entitlements;
using Weir.Core.Errors;

namespace Weir.Core.Billing;

/// <summary>
/// What a provider's state of a subscription gives. The one table of it: docs/billing.md shows it, and
/// <c>weir.billing_access</c> follows it.
/// </summary>
/// <param name="While">The status of the customer's plan until <paramref name="Until"/>.</param>
/// <param name="Until">When access ends: not given from this instant on. The least instant: it is not given at all.</param>
/// <param name="Then">The status from then on: null says nothing of a plan, and the default plan holds.</param>
public readonly record struct BillingAccess(SubscriptionStatus? While, DateTimeOffset Until, SubscriptionStatus? Then)
{
    private static readonly DateTimeOffset s_never = DateTimeOffset.MaxValue;

    /// <summary>The table.</summary>
    /// <param name="subscription">Its newest fact.</param>
    /// <param name="payments">The newest facts of payments; those of other subscriptions are passed over.</param>
    /// <param name="pastDueGrace">How long access goes on after a renewal failed.</param>
    public static BillingAccess Of(
        SubscriptionFact subscription, IEnumerable<PaymentFact> payments, TimeSpan pastDueGrace)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentNullException.ThrowIfNull(payments);
        var own = payments.Where(payment => payment.SubscriptionId == subscription.ObjectId).ToList();
        var status = subscription.Status;
        if (status is BillingStatus.Incomplete or BillingStatus.Ended or BillingStatus.NeverPaid) return Nothing(null);
        if (own.Any(payment => payment.IsDispute))
            return Nothing(SubscriptionStatus.Paused);

        var ends = subscription.EndsAt ?? s_never;
        return status switch
        {
            BillingStatus.Trialing => new(
                SubscriptionStatus.Trialing,
                Earlier(ends, Later(subscription.TrialEndsAt ?? subscription.PeriodEndsAt, BillingRules.Leeway)), null),
            BillingStatus.Active => new(
                SubscriptionStatus.Active, Earlier(ends, Later(subscription.PeriodEndsAt, BillingRules.Leeway)), null),
            BillingStatus.PastDue => OfPastDue(ends, Later(FailedSince(own) ?? subscription.Version.At, pastDueGrace)),
            BillingStatus.Paused when subscription.PausedFree => new(SubscriptionStatus.Active, ends, null),
            BillingStatus.Paused => Nothing(SubscriptionStatus.Paused),
            BillingStatus.Unpaid => Nothing(SubscriptionStatus.PastDue),
            _ => throw new ArgumentOutOfRangeException(nameof(subscription), status, "Unknown status."),
        };
    }

    /// <summary>The status of the plan at an instant; null: nothing is given, and nothing stands in the way.</summary>
    public SubscriptionStatus? At(DateTimeOffset now) => GivesAt(now) ? While : Then;

    public bool GivesAt(DateTimeOffset now) => While is not null && now < Until;

    /// <summary>What a call meets at an instant when there is no default plan; null: it is let through.</summary>
    public ErrorCode? RefusalAt(DateTimeOffset now) => SubscriptionAccess.RefusalOf(At(now) ?? SubscriptionStatus.None);

    /// <summary>A payment that brought money in: not a dispute, which only takes away.</summary>
    internal static bool Brought(PaymentFact payment) =>
        payment.State is not (PaymentState.Pending or PaymentState.Failed or PaymentState.Void)
        && !payment.ObjectId.StartsWith("dispute:", StringComparison.Ordinal);

    private static BillingAccess Nothing(SubscriptionStatus? then) => new(null, DateTimeOffset.MinValue, then);

    private static BillingAccess OfPastDue(DateTimeOffset ends, DateTimeOffset grace) => ends <= grace
        ? new(SubscriptionStatus.Active, ends, null)
        : new(SubscriptionStatus.Active, grace, SubscriptionStatus.PastDue);

    /// <summary>The first failed payment after the last that brought money.</summary>
    private static DateTimeOffset? FailedSince(List<PaymentFact> own)
    {
        var paid = own.Where(Brought).Select(payment => (DateTimeOffset?)payment.MadeAt).Max();
        return own
            .Where(payment => payment.State is PaymentState.Failed && (paid is null || payment.MadeAt > paid))
            .Select(payment => (DateTimeOffset?)payment.MadeAt)
            .Min();
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset? from, TimeSpan by) =>
        from is { } at && at < s_never - by ? at + by : s_never;
}
