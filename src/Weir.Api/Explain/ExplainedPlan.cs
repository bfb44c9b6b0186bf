using Weir.Core.Accounts;

namespace Weir.Api.Explain;

/// <summary>The plan behind an answer.</summary>
/// <param name="Code">Plan code; null without a subscription.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Version">The version that the subscription is pinned to; 0 without one.</param>
/// <param name="Status">State of the subscription; none without one.</param>
internal sealed record ExplainedPlan(string? Code, string? Name, int Version, SubscriptionStatus Status);
