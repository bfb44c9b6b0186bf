using Weir.Api.Wire;
using Weir.Core.Accounts;
using Weir.Data.Admin;

namespace Weir.Api.Admin.Customers;

/// <summary>A customer.</summary>
/// <param name="Id">Its id; a personal one has its user's.</param>
/// <param name="Kind">personal or organization.</param>
/// <param name="Plan">Plan code; null without a subscription.</param>
/// <param name="PlanVersion">Version that the subscription is pinned to; 0 without one.</param>
/// <param name="Status">State of the subscription; none without one.</param>
/// <param name="Period">Current period; null where the plan has none.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="DeletedAt">When billing ended; null while it goes on.</param>
internal sealed record CustomerState(
    Guid Id,
    CustomerKind Kind,
    string? Plan,
    int PlanVersion,
    SubscriptionStatus Status,
    PeriodState? Period,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletedAt)
{
    public static CustomerState Of(AdminCustomer customer) => new(
        customer.CustomerId, customer.Kind, customer.PlanCode, customer.PlanVersion, customer.Status,
        customer is { PeriodStart: { } start, PeriodEnd: { } end } ? new PeriodState(start, end) : null,
        customer.CreatedAt, customer.DeletedAt);
}
