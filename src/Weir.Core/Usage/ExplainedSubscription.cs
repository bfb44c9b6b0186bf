using Weir.Core.Accounts;

namespace Weir.Core.Usage;

/// <summary>A subscription behind a balance, with the plan version that it is pinned to.</summary>
public sealed record ExplainedSubscription(
    string PlanCode, string PlanName, int PlanVersion, SubscriptionStatus Status, DateTimeOffset AnchorAt,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt);
