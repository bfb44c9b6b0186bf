using Weir.Core.Catalog;

namespace Weir.Core.Errors;

/// <summary>
/// Where the way out of a refusal is a purchase: the app's own page (<c>billing.upgrade_url</c> of the blueprint), else this
/// server's route that begins one. Pure.
/// </summary>
public static class UpgradeUrls
{
    /// <summary>Whether a plan, a larger plan or a payment lifts this error.</summary>
    public static bool Helps(ErrorCode code) => code
        is ErrorCode.QuotaExhausted
        or ErrorCode.SubscriptionPastDue
        or ErrorCode.FeatureNotEntitled
        or ErrorCode.TierNotAllowed
        or ErrorCode.LimitExceeded
        or ErrorCode.SubscriptionInactive;

    /// <summary>The address, or the path of a route here; null when a purchase does not help or nothing is for sale.</summary>
    public static string? Of(ErrorCode code, AppCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (!Helps(code)) return null;
        if (catalog.UpgradeUrl is { } page) return page;
        if (!catalog.Plans.Any(p => p.Prices.Any(s => s.InCheckout))) return null;
        // Who is past due has bought already: a second checkout would be a second subscription.
        return code is ErrorCode.SubscriptionPastDue ? "/v1/billing/portal" : "/v1/billing/checkout";
    }
}
