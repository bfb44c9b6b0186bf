namespace Weir.Core.Accounts;

/// <summary>State of a customer's subscription; <see cref="None"/> when there is none.</summary>
public enum SubscriptionStatus
{
    None,
    Trialing,
    Active,
    PastDue,
    Paused,
    Canceled,
    Expired,
}
