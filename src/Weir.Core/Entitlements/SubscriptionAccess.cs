using Weir.Core.Accounts;
using Weir.Core.Errors;

namespace Weir.Core.Entitlements;

/// <summary>
/// What a subscription's state means for access, written once:
/// <list type="table">
/// <item><term>active, trialing</term><description>may use what the plan gives</description></item>
/// <item><term>past_due</term><description>402 <c>subscription_past_due</c>: paying is the way out</description></item>
/// <item><term>none, paused, canceled, expired</term><description>403 <c>subscription_inactive</c>: a plan is the way
/// out</description></item>
/// </list>
/// </summary>
public static class SubscriptionAccess
{
    /// <summary>Why a subscription in this state gives nothing; null when it gives what its plan says.</summary>
    public static ErrorCode? RefusalOf(SubscriptionStatus status) => status switch
    {
        SubscriptionStatus.Active or SubscriptionStatus.Trialing => null,
        SubscriptionStatus.PastDue => ErrorCode.SubscriptionPastDue,
        SubscriptionStatus.None
            or SubscriptionStatus.Paused
            or SubscriptionStatus.Canceled
            or SubscriptionStatus.Expired => ErrorCode.SubscriptionInactive,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown subscription status."),
    };
}
