namespace Weir.Core.Billing;

/// <summary>
/// State of a provider's subscription in the words of both: facts/stripe §7, facts/lemonsqueezy §4. What each means for access
/// is written in <c>BillingAccess</c>.
/// </summary>
public enum BillingStatus
{
    /// <summary>The first payment is pending.</summary>
    Incomplete,

    /// <summary>In trial.</summary>
    Trialing,

    /// <summary>Paid; also one that will not renew, until it ends.</summary>
    Active,

    /// <summary>A renewal failed, and retries run.</summary>
    PastDue,

    /// <summary>Retries are exhausted.</summary>
    Unpaid,

    /// <summary>Collection is paused, and so is the service.</summary>
    Paused,

    /// <summary>Ended. Terminal.</summary>
    Ended,

    /// <summary>It was never paid. Terminal.</summary>
    NeverPaid,
}
