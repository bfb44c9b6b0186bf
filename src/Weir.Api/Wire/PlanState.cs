using Weir.Core.Accounts;

namespace Weir.Api.Wire;

/// <summary>The customer's plan.</summary>
/// <param name="Code">Plan code; null without a subscription.</param>
/// <param name="Name">Name to show; null without a subscription.</param>
/// <param name="Status">State of the subscription; none without one.</param>
internal sealed record PlanState(string? Code, string? Name, SubscriptionStatus Status);
