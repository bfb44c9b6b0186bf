using System.Globalization;
using Weir.Core.Errors;

namespace Weir.Core.Entitlements;

/// <summary>
/// Static entitlements whose value is a number, such as <c>max_simultaneous_languages: 2</c>: how much at once. Nothing is
/// counted, so there is nothing to wait for. Pure.
/// </summary>
public static class StaticLimits
{
    /// <summary>Why <paramref name="asked"/> at once is refused; null when it is allowed.</summary>
    /// <param name="decision">What the customer has of the entitlement.</param>
    /// <param name="asked">How much is asked for, in all.</param>
    /// <exception cref="ArgumentException">
    /// The entitlement is not static, or is allowed with a value that is no whole number: it limits nothing that could be
    /// asked for.
    /// </exception>
    public static WeirError? Refusal(EntitlementDecision decision, long asked)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (!decision.Allowed) return new WeirError(RefusalOf(decision.Reason), $"There is no '{decision.Key}' now.");
        if (!TryRead(decision, out var most))
            throw new ArgumentException($"'{decision.Key}' is no static entitlement with a number.", nameof(decision));
        return asked <= most
            ? null
            : new WeirError(ErrorCode.LimitExceeded, $"The plan allows {most} of '{decision.Key}', not {asked}.");
    }

    /// <summary>The number that a static entitlement allows; false when it has none.</summary>
    public static bool TryRead(EntitlementDecision decision, out long most)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return long.TryParse(decision.Value, NumberStyles.None, CultureInfo.InvariantCulture, out most);
    }

    private static ErrorCode RefusalOf(EntitlementReason reason) => reason switch
    {
        EntitlementReason.SubscriptionPastDue => ErrorCode.SubscriptionPastDue,
        EntitlementReason.SubscriptionInactive => ErrorCode.SubscriptionInactive,
        EntitlementReason.QuotaExhausted => ErrorCode.QuotaExhausted,
        _ => ErrorCode.FeatureNotEntitled,
    };
}
