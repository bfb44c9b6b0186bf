using System.Security.Cryptography;
using System.Text;
using Weir.Core.Billing;

namespace Weir.Proofs.Webhooks;

/// <summary>
/// Histories that nobody thought of: few objects of few customers, any state after any, many in one second, some that name
/// another customer than before.
/// </summary>
internal sealed class RandomHistories(Random random)
{
    private static readonly string[] s_prices = [WebhookShop.Small, WebhookShop.Large];

    /// <param name="name">Makes the ids of objects its own.</param>
    /// <param name="messages">How many.</param>
    public WebhookHistory Create(string name, int messages)
    {
        var provider = random.Next(2) == 0 ? BillingProvider.Stripe : BillingProvider.LemonSqueezy;
        Guid[] customers = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => NextGuid())];
        return new(provider, customers,
        [
            .. Enumerable.Range(0, messages).Select(
                _ => (IReadOnlyList<BillingFact>)[.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Fact(name, customers))]),
        ]);
    }

    private BillingFact Fact(string name, Guid[] customers)
    {
        var at = LifeCycles.Start.AddDays(random.Next(60)).AddSeconds(random.Next(2));
        var tie = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(random.Next().ToString("x8", null))));
        return random.Next(9) switch
        {
            0 => new BuyerFact(Buyer(name), new(at, 0, tie), customers[random.Next(customers.Length)], random.Next(10) == 0),
            8 => new PaymentLinkFact(Intent(name), $"invoice:{name}_{random.Next(3)}", new(at, 0, tie)),
            1 => License(name, customers, new(at, 0, tie)),
            2 or 3 or 4 => Payment(name, customers, new(at, 0, tie)),
            _ => Subscription(name, customers, at, tie),
        };
    }

    private SubscriptionFact Subscription(string name, Guid[] customers, DateTimeOffset at, string tie)
    {
        var status = (BillingStatus)random.Next(8);
        var starts = LifeCycles.Start.AddMonths(random.Next(3));
        return new(SubscriptionId(name), new(at, status is BillingStatus.Ended or BillingStatus.NeverPaid ? 1 : 0, tie))
        {
            CustomerId = Owner(customers),
            BuyerId = Buyer(name),
            PriceId = s_prices[random.Next(2)],
            Status = status,
            Quantity = 1 + random.Next(3),
            PeriodStartsAt = random.Next(3) == 0 ? null : starts,
            PeriodEndsAt = random.Next(4) == 0 ? null : starts.AddMonths(1),
            TrialEndsAt = random.Next(2) == 0 ? null : starts.AddDays(14),
            EndsAt = random.Next(3) == 0 ? starts.AddDays(random.Next(40)) : null,
            PausedFree = random.Next(3) == 0,
        };
    }

    private PaymentFact Payment(string name, Guid[] customers, FactVersion version)
    {
        var kind = random.Next(5);
        var isOrder = kind == 0;
        var isBare = kind == 1 && random.Next(2) == 0;
        var id = $"{(isOrder ? "order" : kind == 1 ? "dispute" : "invoice")}:{name}_{random.Next(3)}";
        return new(id, version)
        {
            CustomerId = Owner(customers),
            BuyerId = random.Next(3) == 0 ? null : Buyer(name),
            SubscriptionId = isOrder || isBare ? null : SubscriptionId(name),
            IntentId = kind == 1 ? Intent(name) : null,
            PriceId = isOrder ? s_prices[random.Next(2)] : null,
            State = (PaymentState)random.Next(8),
            MadeAt = LifeCycles.Start.AddDays(random.Next(60)),
            AmountMinor = random.Next(10_000),
            RefundedMinor = random.Next(100),
            Currency = "USD",
        };
    }

    private LicenseFact License(string name, Guid[] customers, FactVersion version)
    {
        var id = $"{name}_{random.Next(2)}";
        return new(id, version)
        {
            CustomerId = Owner(customers),
            BuyerId = Buyer(name),
            OrderId = random.Next(2) == 0 ? null : $"{name}_{random.Next(3)}",
            ProductId = random.Next(2) == 0 ? WebhookShop.Product : "product_unsold",
            KeyHash = SHA256.HashData(Encoding.UTF8.GetBytes(id)),
            KeyShort = "XXXX-1",
            State = (LicenseState)random.Next(4),
            ActivationLimit = random.Next(2) == 0 ? null : 3,
            ExpiresAt = random.Next(2) == 0 ? null : LifeCycles.Start.AddDays(random.Next(90)),
        };
    }

    private string Buyer(string name) => $"buyer_{name}_{random.Next(2)}";

    private string Intent(string name) => $"pi_{name}_{random.Next(3)}";

    private string SubscriptionId(string name) => $"sub_{name}_{random.Next(2)}";

    private Guid? Owner(Guid[] customers) => random.Next(3) == 0 ? customers[random.Next(customers.Length)] : null;

    private Guid NextGuid()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
