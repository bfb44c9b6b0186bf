using Weir.Api.Wire;
using Weir.Core.Accounts;

namespace Weir.Api.Admin.Customers;

/// <summary>A customer with what it has.</summary>
/// <param name="Id">Its id; a personal one has its user's.</param>
/// <param name="Kind">personal or organization.</param>
/// <param name="Plan">Plan code; null without a subscription.</param>
/// <param name="PlanVersion">Version that the subscription is pinned to; 0 without one.</param>
/// <param name="Status">State of the subscription; none without one.</param>
/// <param name="Period">Current period; null where the plan has none.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="DeletedAt">When billing ended; null while it goes on.</param>
/// <param name="Members">Who acts for it, owners first; at most 100.</param>
/// <param name="Meters">Every limited meter.</param>
/// <param name="Billing">What is known of its payments, and what they give.</param>
internal sealed record CustomerDetail(
    Guid Id,
    CustomerKind Kind,
    string? Plan,
    int PlanVersion,
    SubscriptionStatus Status,
    PeriodState? Period,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletedAt,
    IReadOnlyList<MemberState> Members,
    IReadOnlyList<MeterState> Meters,
    CustomerBilling Billing)
{
    public static CustomerDetail Of(
        CustomerState customer, IReadOnlyList<MemberState> members, IReadOnlyList<MeterState> meters,
        CustomerBilling billing) => new(
        customer.Id, customer.Kind, customer.Plan, customer.PlanVersion, customer.Status, customer.Period,
        customer.CreatedAt, customer.DeletedAt, members, meters, billing);
}
