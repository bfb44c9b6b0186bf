using System.Text.Json;
using Weir.Billing.Providers;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;

namespace Weir.Billing.Stripe;

/// <summary>What Stripe's payment intents paid for.</summary>
internal sealed class StripePaymentLinks(StripeClient client, TimeProvider time) : IPaymentLinks
{
    public BillingProvider Provider => BillingProvider.Stripe;

    public async Task<FactReading?> FindAsync(string intentId, CancellationToken cancellationToken)
    {
        var seenAt = time.GetUtcNow();
        // A charge of its own is not in this list, and never paid an invoice of a subscription.
        if (!intentId.StartsWith("pi_", StringComparison.Ordinal)) return new FactReading([Nothing(intentId, seenAt)], null);
        var reply = await client.ListInvoicePaymentsAsync(intentId, cancellationToken);
        if (!reply.IsSuccess || reply.Body.ValueKind != JsonValueKind.Object
            || !reply.Body.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            return null;
        var readings = data.EnumerateArray().Select(item => StripeFacts.ReadInvoicePayment(item, seenAt)).ToList();
        if (readings.FirstOrDefault(reading => reading.Fault is not null) is { } faulty) return faulty;
        var facts = readings.SelectMany(reading => reading.Facts).ToList();
        return new FactReading(facts.OfType<PaymentLinkFact>().Any() ? facts : [Nothing(intentId, seenAt)], null);
    }

    private static PaymentLinkFact Nothing(string intentId, DateTimeOffset seenAt) =>
        new(intentId, PaymentLinkFact.Nothing, new FactVersion(seenAt, 0, ""));
}
