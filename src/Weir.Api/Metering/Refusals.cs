using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Core.Entitlements;
using Weir.Core.Errors;

namespace Weir.Api.Metering;

/// <summary>Why units are not set aside, in the words of the contract.</summary>
internal static class Refusals
{
    private static readonly TimeSpan s_busyRetryAfter = TimeSpan.FromSeconds(2);

    public static readonly WeirError NoReservation = new(ErrorCode.NotFound, "There is no such reservation.");

    public static readonly WeirError KeyConflict = new(
        ErrorCode.IdempotencyConflict, "This Idempotency-Key was used with another request; take a new one.");

    public static readonly WeirError InProgress = new(
        ErrorCode.RequestInProgress, "The first request with this Idempotency-Key is still running.")
    {
        RetryAfter = s_busyRetryAfter,
    };

    /// <summary>What the subscription, and the plan if a feature is named, refuse; null when they do not.</summary>
    public static WeirError? OfPlan(CatalogIndex catalog, CustomerSnapshot customer, string? feature)
    {
        if (SubscriptionAccess.RefusalOf(customer.Status) is { } refusal)
        {
            return new WeirError(refusal, customer.Status switch
            {
                SubscriptionStatus.PastDue => "The last payment is open; usage goes on once it is paid.",
                SubscriptionStatus.None => "There is no subscription.",
                _ => "The subscription is not active.",
            });
        }
        return FeatureAccess.MayName(catalog, customer, feature)
            ? null
            : new WeirError(ErrorCode.FeatureNotEntitled, "The plan does not include this feature.");
    }

    /// <summary>A reservation that has ended, with the event of one that was settled.</summary>
    public static WeirError Ended(string detail, Guid? eventId) => new(ErrorCode.AlreadySettled, detail)
    {
        Extensions = eventId is { } id
            ? new Dictionary<string, object?> { ["event_id"] = id }
            : new Dictionary<string, object?>(),
    };
}
