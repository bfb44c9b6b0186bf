namespace Weir.Core.Accounts;

/// <summary>
/// What admission needs to know of a customer besides its balance. Cached for at most 60 s and dropped on change;
/// the amount that is left is never in here: only SQL decides it.
/// </summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="UserId">The verified user who acts.</param>
/// <param name="Role">The user's role in the customer: <c>owner</c>, <c>admin</c>, <c>member</c>.</param>
/// <param name="Kind">Personal or organization.</param>
/// <param name="Status">Subscription status.</param>
/// <param name="PlanCode">Plan code; null without a subscription.</param>
/// <param name="PlanVersion">The version that the subscription is pinned to; 0 without one.</param>
/// <param name="PeriodStart">Start of the current plan period; null without a subscription.</param>
/// <param name="PeriodEnd">End (exclusive) of the current plan period.</param>
public sealed record CustomerSnapshot(
    Guid CustomerId,
    Guid UserId,
    string Role,
    CustomerKind Kind,
    SubscriptionStatus Status,
    string? PlanCode,
    int PlanVersion,
    DateTimeOffset? PeriodStart,
    DateTimeOffset? PeriodEnd)
{
    /// <summary>When the trial ends, or ended; null unless the subscription is one.</summary>
    public DateTimeOffset? TrialEndsAt { get; init; }

    /// <summary>Where the subscription came from: default, admin, stripe, lemonsqueezy; null without one.</summary>
    public string? Source { get; init; }

    /// <summary>When the subscription ends, if that is known: a trial, or one that is cancelled or replaced.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>What payments entitle it to, as long as it has not ended; whatever the plan is.</summary>
    public IReadOnlyList<PaidEntitlement> Paid { get; init; } = [];

    /// <summary>A change of plan that waits; null when there is none.</summary>
    public NextPlan? Next { get; init; }
}
