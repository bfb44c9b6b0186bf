using System.Text.Json.Nodes;
using Weir.Core.Billing;

namespace Weir.Billing.Tests.Kit;

/// <summary>Every member that the readers of both providers read, but for one: <c>account</c>, which must not be there.</summary>
internal static class ReadFields
{
    private const string Item = "items.data[1].";

    public static IReadOnlyList<ReadField> All { get; } = [.. Stripe(), .. LemonSqueezy()];

    /// <summary>All by their names, since test data has to be text.</summary>
    public static IReadOnlyDictionary<string, ReadField> ByName { get; } = All.ToDictionary(field => field.ToString());

    private static IEnumerable<ReadField> Stripe()
    {
        var envelope = OfStripe("invoice.paid", () => StripeSamples.Invoice(), "",
            "object! Word", "id! Name", "type! Name", "livemode! Flag").Select(field => field with { IsEnvelope = true });
        return
        [
            .. envelope,
            .. OfStripe("invoice.paid", () => StripeSamples.Invoice(), "", "created! UnixTime", "data! Object", "data.object! Object"),
            .. OfStripe("invoice.paid", () => StripeSamples.Invoice(), "data.object.",
                "object! Word", "id! Name", "customer! Name", "customer.id! Name", "status! Word", "amount_due! Whole",
                "currency! Currency", "created! UnixTime", "parent Object", "parent.subscription_details Object",
                "parent.subscription_details.subscription Name", "parent.subscription_details.metadata Object",
                "parent.subscription_details.metadata.customer_id Uuid"),
            .. OfStripe("invoice.payment_failed", () => StripeSamples.OldInvoice("open"), "data.object.",
                "subscription Name", "subscription_details Object", "subscription_details.metadata Object",
                "subscription_details.metadata.customer_id Uuid"),
            .. OfStripe("customer.subscription.updated", Subscription, "data.object.",
                "object! Word", "id! Name", "customer! Name", "status! Word", "metadata Object", "metadata.customer_id Uuid",
                "pause_collection Object", "trial_end UnixTime", "cancel_at UnixTime", "ended_at UnixTime",
                "cancel_at_period_end Flag", "items! Object", "items.data! List", Item + "price! Name", Item + "price.id! Name",
                Item + "price.recurring Object", Item + "price.recurring.usage_type Text", Item + "quantity Whole"),
            .. OfStripe("customer.subscription.updated", Subscription, "data.object.",
                Item + "current_period_start! UnixTime", Item + "current_period_end! UnixTime")
                .Select(field => field with { MissingAs = field.Path.Replace(Item, "", StringComparison.Ordinal) }),
            .. OfStripe("customer.subscription.deleted", OldSubscription, "data.object.",
                "status! Word", "current_period_start! UnixTime", "current_period_end! UnixTime", Item + "plan! Name",
                Item + "plan.id! Name")
                .Select(field => field.Path.EndsWith("plan", StringComparison.Ordinal)
                    ? field with { MissingAs = field.Path[..^4] + "price" }
                    : field),
            .. OfStripe("checkout.session.completed", StripeSamples.Session, "data.object.",
                "object! Word", "id! Name", "payment_status! Word", "mode! Word", "subscription! Name", "customer! Name",
                "client_reference_id Uuid", "metadata Object", "metadata.customer_id Uuid"),
            .. OfStripe("customer.updated", StripeSamples.Buyer, "data.object.",
                "object! Word", "id! Name", "metadata Object", "metadata.customer_id Uuid", "metadata.user_id Uuid",
                "metadata.uid Uuid"),
            .. OfStripe("charge.refunded", () => StripeSamples.Charge(), "data.object.",
                "object! Word", "id! Name", "customer Name", "amount! Whole", "amount_refunded! Whole", "currency! Currency",
                "created! UnixTime", "metadata Object", "metadata.customer_id Uuid"),
            .. OfStripe("charge.refunded", () => StripeSamples.Charge(), "data.object.", "payment_intent Name"),
            .. OfStripe("invoice.payment_failed", () => StripeSamples.OldInvoice("open"), "data.object.", "payment_intent Name"),
            .. OfStripe("invoice_payment.paid", PaymentOfBoth, "data.object.",
                "object! Word", "invoice! Name", "status! Text", "payment! Object", "payment.payment_intent Name"),
            .. Case("refund.updated", () => StripeSamples.Refund()),
            .. Case("charge.dispute.created", () => StripeSamples.Dispute()),
        ];
    }

    private static IEnumerable<ReadField> Case(string type, Func<JsonObject> data) => OfStripe(type, data, "data.object.",
        "object! Word", "id! Name", "status! Word", "amount! Whole", "currency! Currency", "created! UnixTime",
        "metadata Object", "metadata.customer_id Uuid", "payment_intent Name");

    private static IEnumerable<ReadField> LemonSqueezy()
    {
        const string At = "data.attributes.";
        var envelope = OfLemon("order_created", () => LemonSqueezySamples.Order(), "",
            "meta! Object", "meta.event_name! Name", "meta.test_mode! Flag", "data! Object", "data.attributes! Object",
            "data.attributes.test_mode Flag", "data.attributes.store_id! NumberId");
        return
        [
            .. envelope.Select(field => field with { IsEnvelope = true }),
            .. OfLemon("order_created", () => LemonSqueezySamples.Order(), "",
                "data.type! Word", "data.id! NumberId", "meta.custom_data Object", "meta.custom_data.customer_id Uuid",
                "meta.custom_data.user_id Uuid"),
            .. OfLemon("order_created", () => LemonSqueezySamples.Order(), At,
                "updated_at! IsoTime", "customer_id! NumberId", "status! Word", "total! Whole", "refunded_amount Whole",
                "currency! Currency", "created_at! IsoTime", "first_order_item Object",
                "first_order_item.variant_id! NumberId"),
            .. OfLemon("subscription_payment_success", () => LemonSqueezySamples.Invoice(), At,
                "updated_at! IsoTime", "subscription_id! NumberId", "customer_id! NumberId", "status! Word", "total! Whole",
                "refunded_amount Whole", "currency! Currency", "created_at! IsoTime"),
            .. OfLemon("subscription_updated", () => LemonSqueezySamples.Subscription(), At,
                "updated_at! IsoTime", "customer_id! NumberId", "variant_id! NumberId", "status! Word", "pause Object",
                "pause.mode! Word", "first_subscription_item Object", "first_subscription_item.quantity Whole", "ends_at IsoTime",
                "renews_at IsoTime", "trial_ends_at IsoTime"),
            .. OfLemon("subscription_cancelled", Cancelled, At, "ends_at! IsoTime"),
            .. OfLemon("license_key_created", () => LemonSqueezySamples.License(), At,
                "updated_at! IsoTime", "customer_id! NumberId", "order_id! NumberId", "product_id! NumberId", "key! Text",
                "key_short! ShortText", "status! Word", "disabled Bit", "activation_limit Whole", "expires_at IsoTime"),
        ];
    }

    private static JsonObject Subscription()
    {
        var subscription = StripeSamples.Subscription();
        subscription["metadata"]!.AsObject().Remove("user_id");
        return subscription;
    }

    /// <summary>As before 2025-03-31, and before prices.</summary>
    private static JsonObject OldSubscription()
    {
        var subscription = StripeSamples.OldSubscription();
        subscription.Set(Item + "price", null);
        subscription.Set(Item + "plan", "{\"id\":\"price_pro\"}");
        return subscription;
    }

    /// <summary>Without either it says nothing.</summary>
    private static JsonObject PaymentOfBoth()
    {
        var payment = StripeSamples.InvoicePayment();
        payment.Set("payment", """{"type":"payment_intent","payment_intent":"pi_1","charge":"ch_1"}""");
        return payment;
    }

    private static JsonObject Cancelled()
    {
        var subscription = LemonSqueezySamples.Subscription("cancelled");
        subscription.Set("attributes.ends_at", "\"2026-12-20T05:00:00.000000Z\"");
        return subscription;
    }

    private static IEnumerable<ReadField> OfStripe(string type, Func<JsonObject> data, string at, params string[] fields) =>
        Of(BillingProvider.Stripe, type, () => StripeSamples.Event(type, data()), at, fields);

    private static IEnumerable<ReadField> OfLemon(string name, Func<JsonObject> data, string at, params string[] fields) =>
        Of(BillingProvider.LemonSqueezy, name, () => LemonSqueezySamples.Message(name, data()), at, fields);

    /// <summary>A path and a kind each; an exclamation mark for what is required.</summary>
    private static IEnumerable<ReadField> Of(
        BillingProvider provider, string of, Func<JsonObject> message, string at, string[] fields) =>
        fields.Select(field =>
        {
            var (path, kind) = field.Split(' ') is [var first, var second] ? (first, second) : throw new FormatException(field);
            return new ReadField(provider, of, at + path.TrimEnd('!'), Enum.Parse<FieldKind>(kind))
            {
                Message = message, IsRequired = path.EndsWith('!'),
            };
        });
}
