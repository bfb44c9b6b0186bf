using Weir.Core.Accounts;

namespace Weir.Core.Billing;

/// <summary>The plan that payments give, or would give were they in order.</summary>
/// <param name="Plan">Its code.</param>
/// <param name="Provider">Who was paid.</param>
/// <param name="Status">Trialing or active: it is given. Past due or paused: it is not.</param>
/// <param name="AnchorAt">Where its months are counted from; null: from when the customer came.</param>
/// <param name="AccessUntil">When it ends; the greatest instant: never; null: it is not given.</param>
public sealed record BilledPlan(
    string Plan, BillingProvider Provider, SubscriptionStatus Status, DateTimeOffset? AnchorAt, DateTimeOffset? AccessUntil);
