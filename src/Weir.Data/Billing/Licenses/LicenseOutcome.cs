namespace Weir.Data.Billing.Licenses;

/// <summary>What became of a call with a licence key.</summary>
public enum LicenseOutcome
{
    /// <summary>It was activated, is valid, or was deactivated, as was asked.</summary>
    Done,

    /// <summary>It is activated as often as it may be.</summary>
    LimitReached,

    /// <summary>The instance's id stands for another name: the idempotency key was used before.</summary>
    Conflict,

    /// <summary>
    /// Unknown, disabled, expired, refunded, another customer's, or no such instance: nobody is told which.
    /// </summary>
    Unusable,
}
