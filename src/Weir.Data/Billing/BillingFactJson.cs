using System.Buffers;
using System.Text;
using System.Text.Json;
using Weir.Core.Billing;

namespace Weir.Data.Billing;

/// <summary>Facts as the inbox keeps them and <c>weir.fold_billing_facts</c> reads them: an array, a kind each.</summary>
internal static class BillingFactJson
{
    public static string Write(IReadOnlyList<BillingFact> facts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var fact in facts) Write(json, fact);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, BillingFact fact)
    {
        json.WriteStartObject();
        json.WriteString("object_id", fact.ObjectId);
        Instant(json, "version_at", fact.Version.At);
        json.WriteNumber("version_rank", fact.Version.Rank);
        json.WriteString("version_tie", fact.Version.Tie);
        switch (fact)
        {
            case BuyerFact buyer:
                WriteBuyer(json, buyer);
                break;
            case SubscriptionFact subscription:
                WriteSubscription(json, subscription);
                break;
            case PaymentFact payment:
                WritePayment(json, payment);
                break;
            case LicenseFact license:
                WriteLicense(json, license);
                break;
            case PaymentLinkFact link:
                json.WriteString("kind", "link");
                json.WriteString("intent_id", link.IntentId);
                json.WriteString("payment_id", link.PaymentId);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fact), fact.GetType().Name, "Unknown kind of fact.");
        }
        json.WriteEndObject();
    }

    private static void WriteBuyer(Utf8JsonWriter json, BuyerFact fact)
    {
        json.WriteString("kind", "buyer");
        Id(json, fact.CustomerId);
        json.WriteBoolean("deleted", fact.Deleted);
    }

    private static void WriteSubscription(Utf8JsonWriter json, SubscriptionFact fact)
    {
        json.WriteString("kind", "subscription");
        Id(json, fact.CustomerId);
        json.WriteString("buyer_id", fact.BuyerId);
        json.WriteString("price_id", fact.PriceId);
        json.WriteString("status", BillingWords.Of(fact.Status));
        json.WriteNumber("quantity", fact.Quantity);
        Instant(json, "period_starts_at", fact.PeriodStartsAt);
        Instant(json, "period_ends_at", fact.PeriodEndsAt);
        Instant(json, "trial_ends_at", fact.TrialEndsAt);
        Instant(json, "ends_at", fact.EndsAt);
        json.WriteBoolean("paused_free", fact.PausedFree);
    }

    private static void WritePayment(Utf8JsonWriter json, PaymentFact fact)
    {
        json.WriteString("kind", "payment");
        Id(json, fact.CustomerId);
        Text(json, "buyer_id", fact.BuyerId);
        Text(json, "subscription_id", fact.SubscriptionId);
        Text(json, "intent_id", fact.IntentId);
        Text(json, "price_id", fact.PriceId);
        json.WriteString("state", BillingWords.Of(fact.State));
        Instant(json, "made_at", fact.MadeAt);
        json.WriteNumber("amount_minor", fact.AmountMinor);
        json.WriteNumber("refunded_minor", fact.RefundedMinor);
        json.WriteString("currency", fact.Currency);
    }

    private static void WriteLicense(Utf8JsonWriter json, LicenseFact fact)
    {
        json.WriteString("kind", "license");
        Id(json, fact.CustomerId);
        Text(json, "buyer_id", fact.BuyerId);
        Text(json, "order_id", fact.OrderId);
        json.WriteString("product_id", fact.ProductId);
        json.WriteString("key_hash", Convert.ToHexStringLower(fact.KeyHash.Span));
        json.WriteString("key_short", fact.KeyShort);
        json.WriteString("state", BillingWords.Of(fact.State));
        if (fact.ActivationLimit is { } limit) json.WriteNumber("activation_limit", limit);
        Instant(json, "expires_at", fact.ExpiresAt);
    }

    private static void Id(Utf8JsonWriter json, Guid? customerId)
    {
        if (customerId is { } id) json.WriteString("customer_id", id);
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static void Instant(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } instant) json.WriteString(name, instant.ToUniversalTime());
    }
}
