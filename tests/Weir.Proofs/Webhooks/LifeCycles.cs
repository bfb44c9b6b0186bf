using System.Security.Cryptography;
using System.Text;
using Weir.Core.Billing;

namespace Weir.Proofs.Webhooks;

/// <summary>
/// Seven messages each, in both providers' shape: bought, paid, failed, ended; or cancelled and given back; or disputed.
/// </summary>
internal static class LifeCycles
{
    public static readonly DateTimeOffset Start = new(2027, 3, 1, 10, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Says whose the subscription is through its buyer alone; several messages share a second, and the last is terminal.
    /// </summary>
    public static WebhookHistory Stripe(Guid customer, string name = "1")
    {
        var buyer = $"cus_{name}";
        var renewed = Start.AddMonths(1);
        return new(BillingProvider.Stripe, [customer],
        [
            [new BuyerFact(buyer, At(Start, "checkout"), customer, false)],
            [Subscription(BillingStatus.Incomplete, Start, "created", Start)],
            [Subscription(BillingStatus.Active, Start, "updated", Start)],
            [Invoice("1", PaymentState.Paid, Start, Start)],
            [Invoice("2", PaymentState.Failed, renewed, renewed)],
            [Subscription(BillingStatus.PastDue, renewed.AddSeconds(1), "updated again", renewed)],
            [Subscription(BillingStatus.Ended, renewed.AddDays(20), "deleted", renewed, 1)],
        ]);

        SubscriptionFact Subscription(BillingStatus status, DateTimeOffset at, string what, DateTimeOffset from, int rank = 0) =>
            new($"sub_{name}", At(at, what, rank))
            {
                BuyerId = buyer, PriceId = WebhookShop.Small, Status = status, PeriodStartsAt = from,
                PeriodEndsAt = from.AddMonths(1),
            };

        PaymentFact Invoice(string number, PaymentState state, DateTimeOffset at, DateTimeOffset made) =>
            new($"invoice:in_{name}_{number}", At(at, "invoice" + number))
            {
                BuyerId = buyer, SubscriptionId = $"sub_{name}", State = state, MadeAt = made, AmountMinor = 900, Currency = "USD",
            };
    }

    /// <summary>
    /// A payment is disputed, and the dispute is lost or won. It names the payment intent alone, and what that paid for is
    /// another message. The subscription goes on.
    /// </summary>
    public static WebhookHistory StripeDispute(Guid customer, bool isLost, string name = "1")
    {
        var buyer = $"cus_{name}";
        var subscription = new SubscriptionFact($"sub_{name}", At(Start, "created", -1))
        {
            BuyerId = buyer, PriceId = WebhookShop.Small, Status = BillingStatus.Incomplete, PeriodStartsAt = Start,
            PeriodEndsAt = Start.AddYears(1),
        };
        return new(BillingProvider.Stripe, [customer],
        [
            [new BuyerFact(buyer, At(Start, "checkout"), customer, false)],
            [subscription],
            [subscription with { Version = At(Start, "updated"), Status = BillingStatus.Active }],
            [
                new PaymentFact($"invoice:in_{name}", At(Start, "invoice"))
                {
                    BuyerId = buyer, SubscriptionId = $"sub_{name}", State = PaymentState.Paid, MadeAt = Start, AmountMinor = 900,
                    Currency = "USD",
                },
            ],
            [new PaymentLinkFact($"pi_{name}", $"invoice:in_{name}", At(Start, "invoice payment"))],
            [Dispute(PaymentState.Disputed, Start.AddDays(3))],
            [Dispute(isLost ? PaymentState.ChargedBack : PaymentState.Void, Start.AddDays(30))],
        ]);

        PaymentFact Dispute(PaymentState state, DateTimeOffset at) => new($"dispute:dp_{name}", At(at, "dispute" + state))
        {
            IntentId = $"pi_{name}", State = state, MadeAt = Start.AddDays(3), AmountMinor = 900, Currency = "USD",
        };
    }

    /// <summary>A subscription beside a licence for another plan, whose order is given back.</summary>
    public static WebhookHistory LemonSqueezy(Guid customer, string name = "1")
    {
        var cancelled = Start.AddDays(10);
        return new(BillingProvider.LemonSqueezy, [customer],
        [
            [new BuyerFact($"b{name}", At(Start, "buyer"), customer, false), Order(PaymentState.Paid, Start, 0)],
            [Subscription(BillingStatus.Active, Start, "created", null)],
            [
                new LicenseFact($"l{name}", At(Start, "license"))
                {
                    CustomerId = customer, BuyerId = $"b{name}", OrderId = name, ProductId = WebhookShop.Product,
                    KeyHash = SHA256.HashData(Encoding.UTF8.GetBytes(name)), KeyShort = "XXXX-1", State = LicenseState.Inactive,
                    ActivationLimit = 3,
                },
            ],
            [
                new PaymentFact($"invoice:{name}", At(Start.AddSeconds(2), "paid"))
                {
                    BuyerId = $"b{name}", SubscriptionId = $"s{name}", State = PaymentState.Paid, MadeAt = Start,
                    AmountMinor = 900, Currency = "EUR",
                },
            ],
            [Subscription(BillingStatus.Active, cancelled, "cancelled", Start.AddMonths(1))],
            [Order(PaymentState.Refunded, cancelled.AddDays(1), 4900)],
            [Subscription(BillingStatus.Ended, Start.AddMonths(1), "expired", Start.AddMonths(1), 1)],
        ]);

        SubscriptionFact Subscription(BillingStatus status, DateTimeOffset at, string what, DateTimeOffset? ends, int rank = 0) =>
            new($"s{name}", At(at, what, rank))
            {
                CustomerId = customer, BuyerId = $"b{name}", PriceId = WebhookShop.Small, Status = status,
                PeriodEndsAt = Start.AddMonths(1), EndsAt = ends,
            };

        PaymentFact Order(PaymentState state, DateTimeOffset at, long refunded) => new($"order:{name}", At(at, "order" + state))
        {
            CustomerId = customer, BuyerId = $"b{name}", PriceId = WebhookShop.Large, State = state, MadeAt = Start,
            AmountMinor = 4900, RefundedMinor = refunded, Currency = "EUR",
        };
    }

    /// <summary>A version whose tie is a digest, as the readers of messages make it.</summary>
    public static FactVersion At(DateTimeOffset at, string what, int rank = 0) =>
        new(at, rank, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what))));
}
