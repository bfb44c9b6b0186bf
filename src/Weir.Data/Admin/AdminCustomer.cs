using Weir.Core.Accounts;

namespace Weir.Data.Admin;

/// <summary>A customer as operators see it.</summary>
/// <param name="CustomerId">Its id; a personal one has its user's.</param>
/// <param name="Kind">Personal or organization.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="DeletedAt">When billing ended; null while it goes on.</param>
/// <param name="Status">State of the subscription; none without one.</param>
/// <param name="PlanCode">Plan; null without a subscription.</param>
/// <param name="PlanVersion">Version that the subscription is pinned to; 0 without one.</param>
/// <param name="PeriodStart">Current period; null where the plan has none.</param>
/// <param name="PeriodEnd">First instant after it.</param>
public sealed record AdminCustomer(
    Guid CustomerId,
    CustomerKind Kind,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletedAt,
    SubscriptionStatus Status,
    string? PlanCode,
    int PlanVersion,
    DateTimeOffset? PeriodStart,
    DateTimeOffset? PeriodEnd);
