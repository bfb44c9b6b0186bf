namespace Weir.Core.Entitlements;

/// <summary>
/// Why an entitlement is allowed or not. The refusals are named as the errors that a call would meet.
/// </summary>
public enum EntitlementReason
{
    /// <summary>Allowed: the plan or a grant gives it.</summary>
    Granted,

    /// <summary>Allowed: the included units are used up, overage goes on to the hard limit.</summary>
    Overage,

    /// <summary>Allowed: the meter is only recorded.</summary>
    Unlimited,

    /// <summary>The plan does not have it.</summary>
    FeatureNotEntitled,

    /// <summary>Nothing is left to the hard limit.</summary>
    QuotaExhausted,

    /// <summary>A rate window leaves no room now.</summary>
    RateLimited,

    /// <summary>More was asked for than the static limit.</summary>
    LimitExceeded,

    /// <summary>The subscription is past due.</summary>
    SubscriptionPastDue,

    /// <summary>There is no subscription that gives anything.</summary>
    SubscriptionInactive,
}
