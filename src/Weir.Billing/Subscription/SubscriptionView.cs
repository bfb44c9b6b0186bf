using Weir.Core.Accounts;
using Weir.Core.Billing;

namespace Weir.Billing.Subscription;

/// <summary>What a customer has, and who it pays for it.</summary>
/// <param name="Plan">Its plan; null without one.</param>
/// <param name="Status">State of its subscription: past_due from the first failed payment on, also while access goes on.</param>
/// <param name="Access">Whether the plan gives anything now.</param>
/// <param name="Provider">Who is paid: stripe or lemonsqueezy; null for a plan that nobody pays for.</param>
/// <param name="Period">The paid period, else the plan's; null without one.</param>
/// <param name="TrialEndsAt">When the trial ends, or ended; null without one.</param>
/// <param name="EndsAt">When it ends, since it was cancelled; null: it renews.</param>
/// <param name="Quantity">Seats that are paid for; null when nobody is paid.</param>
/// <param name="Manage">Whether <c>POST /v1/billing/portal</c> has a page for it.</param>
internal sealed record SubscriptionView(
    SubscriptionPlan? Plan, SubscriptionStatus Status, bool Access, BillingProvider? Provider, SubscriptionPeriod? Period,
    DateTimeOffset? TrialEndsAt, DateTimeOffset? EndsAt, long? Quantity, bool Manage);
