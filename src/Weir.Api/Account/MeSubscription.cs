using Weir.Api.Wire;
using Weir.Core.Accounts;

namespace Weir.Api.Account;

/// <summary>A subscription.</summary>
/// <param name="Status">Its state.</param>
/// <param name="Source">Where it came from: default, admin, stripe or lemonsqueezy.</param>
/// <param name="PlanCode">Plan.</param>
/// <param name="PlanVersion">Version of the plan that it is pinned to.</param>
/// <param name="Period">The current period; null when there is none.</param>
/// <param name="TrialEndsAt">When its trial ends, or ended; null when it is no trial.</param>
/// <param name="EndsAt">When it ends; null while it goes on.</param>
/// <param name="Next">The plan that follows, by a change that waits for the period's end; null when it stays.</param>
internal sealed record MeSubscription(
    SubscriptionStatus Status, string Source, string PlanCode, int PlanVersion, PeriodState? Period,
    DateTimeOffset? TrialEndsAt, DateTimeOffset? EndsAt, MeNextPlan? Next);
