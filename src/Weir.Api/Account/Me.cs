using Weir.Api.Wire;

namespace Weir.Api.Account;

/// <summary>The caller, and what the customer that the call acts for has.</summary>
/// <param name="User">Who calls.</param>
/// <param name="Profile">Display fields.</param>
/// <param name="Customers">Every customer that the user acts for.</param>
/// <param name="CustomerId">
/// The one that the members below are about: the only one, or the one of Weir-Customer; else null.
/// </param>
/// <param name="Plan">Its plan; null when there is no such customer.</param>
/// <param name="Subscription">Its subscription; null without one.</param>
/// <param name="Licence">Its licence, of several the usable and newest one; null without one.</param>
/// <param name="Entitlements">What it may use.</param>
/// <param name="Balances">Its limited meters.</param>
internal sealed record Me(
    MeUser User,
    ProfileState Profile,
    IReadOnlyList<MeCustomer> Customers,
    Guid? CustomerId,
    PlanState? Plan,
    MeSubscription? Subscription,
    MeLicence? Licence,
    IReadOnlyList<EntitlementState> Entitlements,
    IReadOnlyList<MeterState> Balances);
