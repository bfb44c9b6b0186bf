using System.Collections.Frozen;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;

namespace Weir.Billing.LemonSqueezy;

/// <summary>Subscriptions (facts/lemonsqueezy §4).</summary>
internal static class LemonSqueezySubscriptionFacts
{
    private const string Cancelled = "cancelled";

    // One that is cancelled is served until it ends.
    private static readonly FrozenDictionary<string, BillingStatus> s_statuses = new Dictionary<string, BillingStatus>
    {
        ["on_trial"] = BillingStatus.Trialing,
        ["active"] = BillingStatus.Active,
        ["paused"] = BillingStatus.Paused,
        ["past_due"] = BillingStatus.PastDue,
        ["unpaid"] = BillingStatus.Unpaid,
        [Cancelled] = BillingStatus.Active,
        ["expired"] = BillingStatus.Ended,
    }.ToFrozenDictionary();

    private static readonly string[] s_pauseModes = ["void", "free"];

    public static IReadOnlyList<BillingFact> Of(LemonSqueezyObject subscription)
    {
        var attributes = subscription.Attributes;
        var buyer = attributes.NumberId("customer_id", required: true);
        var variant = attributes.NumberId("variant_id", required: true);
        var status = attributes.Meaning("status", s_statuses);
        var isCancelled = attributes.Any("status") is { ValueKind: System.Text.Json.JsonValueKind.String } word
            && word.ValueEquals(Cancelled);
        var pause = attributes.Child("pause")?.Word("mode", s_pauseModes, required: true);
        var quantity = attributes.Child("first_subscription_item")?.Whole("quantity", 1, FactFields.MaxWhole) ?? 1;
        var endsAt = attributes.IsoTime("ends_at", required: isCancelled);
        var renewsAt = attributes.IsoTime("renews_at");
        var trialEndsAt = attributes.IsoTime("trial_ends_at");
        if (attributes.Faults.Any) return [];
        var fact = new SubscriptionFact(subscription.Id, subscription.Version(isLast: status is BillingStatus.Ended))
        {
            CustomerId = subscription.CustomerId,
            BuyerId = buyer!,
            PriceId = variant!,
            Status = status!.Value,
            Quantity = quantity,
            PeriodEndsAt = renewsAt ?? endsAt,
            TrialEndsAt = trialEndsAt,
            EndsAt = endsAt,
            PausedFree = pause == "free",
        };
        return subscription.WithBuyer(fact, buyer!);
    }
}
