namespace Weir.Core.Billing;

/// <summary>State of a licence key (facts/lemonsqueezy §5).</summary>
public enum LicenseState
{
    /// <summary>Valid, and activated nowhere.</summary>
    Inactive,
    Active,
    Expired,
    Disabled,
}
