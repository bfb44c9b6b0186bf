using System.Collections.Frozen;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;
using Weir.Http.Bodies;

namespace Weir.Billing.Stripe;

/// <summary>Subscriptions (facts/stripe §6, §7).</summary>
internal static class StripeSubscriptionFacts
{
    private const int MaxItems = 100;
    private const int MaxWord = 100;

    private static readonly FrozenDictionary<string, BillingStatus> s_statuses = new Dictionary<string, BillingStatus>
    {
        ["incomplete"] = BillingStatus.Incomplete,
        ["incomplete_expired"] = BillingStatus.NeverPaid,
        ["trialing"] = BillingStatus.Trialing,
        ["active"] = BillingStatus.Active,
        ["past_due"] = BillingStatus.PastDue,
        ["unpaid"] = BillingStatus.Unpaid,
        ["canceled"] = BillingStatus.Ended,
        ["paused"] = BillingStatus.Paused,
    }.ToFrozenDictionary();

    public static IReadOnlyList<BillingFact> Of(JsonObjectReader subscription, StripeMoment moment)
    {
        var id = subscription.StripeId("id", required: true);
        var buyer = subscription.StripeId("customer", required: true);
        var status = subscription.Meaning("status", s_statuses);
        if (moment.Type == "customer.subscription.deleted" && status is not BillingStatus.NeverPaid) status = BillingStatus.Ended;
        var customerId = subscription.Child("metadata").Customer();
        var isCollectionPaused = subscription.Child("pause_collection") is not null;
        var trialEnd = subscription.UnixTime("trial_end");
        var cancelAt = subscription.UnixTime("cancel_at");
        var endedAt = subscription.UnixTime("ended_at");
        var endsWithPeriod = subscription.Flag("cancel_at_period_end") == true;

        var item = PlanItem(subscription);
        var price = item is null ? null : PriceOf(item);
        var quantity = item?.Whole("quantity", 1, FactFields.MaxWhole) ?? 1;
        var start = PeriodMember("current_period_start");
        var end = PeriodMember("current_period_end");
        if (end < start) subscription.Faults.Add(subscription.PathOf("current_period_end"), "must not be before its start");
        if (subscription.Faults.Any) return [];

        var isOver = status is BillingStatus.Ended or BillingStatus.NeverPaid;
        var fact = new SubscriptionFact(id!, moment.Version(status is BillingStatus.Incomplete, isOver))
        {
            CustomerId = customerId,
            BuyerId = buyer!,
            PriceId = price!,
            Status = status!.Value,
            Quantity = quantity,
            PeriodStartsAt = start,
            PeriodEndsAt = end,
            TrialEndsAt = trialEnd,
            EndsAt = isOver ? endedAt : cancelAt ?? (endsWithPeriod ? end : null),
            PausedFree = isCollectionPaused,
        };
        // One that is over says nothing of its buyer: it may end because the buyer was deleted.
        return customerId is null || isOver
            ? [fact]
            : [fact, new BuyerFact(buyer!, moment.Version(isFirst: false, isLast: false), customerId, false)];

        // Of the items since 2025-03-31, of the subscription before.
        DateTimeOffset? PeriodMember(string name) =>
            item?.Any(name) is not null ? item.UnixTime(name) : subscription.UnixTime(name, required: true);
    }

    /// <summary>The item that sells the plan: the first that is not metered, for usage is billed beside it.</summary>
    private static JsonObjectReader? PlanItem(JsonObjectReader subscription)
    {
        var items = subscription.Child("items", required: true)?.Children("data", MaxItems, 1, required: true);
        return items?.FirstOrDefault(item => !IsMetered(item)) ?? (items is [var first, ..] ? first : null);
    }

    private static bool IsMetered(JsonObjectReader item) =>
        item.Any("price") is { ValueKind: System.Text.Json.JsonValueKind.Object }
        && item.Child("price")!.Child("recurring")?.Text("usage_type", MaxWord) == "metered";

    private static string? PriceOf(JsonObjectReader item) =>
        item.Any("price") is null && item.Any("plan") is not null ? item.StripeId("plan") : item.StripeId("price", required: true);
}
