using Weir.Sandbox.Billing.Life;
using Weir.Sandbox.Billing.Pages;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>The buyer pays a checkout, or the card is declined.</summary>
internal static class LemonPurchase
{
    public static PaymentResult? Pay(
        LemonSqueezySimulator lemon, string id, bool isPaid, string? email, DateTimeOffset at)
    {
        if (!lemon.State.Checkouts.TryGetValue(id, out var checkout)) return null;
        var state = LemonSqueezySimulator.StateOf(checkout, at);
        // A second press on the button buys nothing twice.
        if (state != "open") return Result(lemon, checkout, state, isNew: false);
        if (!isPaid || lemon.FindPrice(checkout.VariantId) is not { } price)
            return new PaymentResult(state, false, null, null);
        var buyer = Buyer(lemon, checkout.Email ?? email ?? $"buyer-{id[..8]}@example.com", at);
        var trial = checkout.SkipsTrial ? TimeSpan.Zero : TimeSpan.FromDays(price.TrialDays);
        var order = Order(lemon, checkout, price, buyer, trial > TimeSpan.Zero, at);
        lemon.Emit("order_created", lemon.Shapes.Order(order), order.Custom, at);
        var subscription = price.PeriodMonths == 0 ? null : Subscribe(lemon, checkout, price, order, trial, at);
        if (price.HasLicenseKeys) GrantLicense(lemon, checkout, price, order, subscription, at);
        return Result(lemon, checkout, "complete", isNew: true);
    }

    private static PaymentResult Result(LemonSqueezySimulator lemon, LemonCheckout checkout, string state, bool isNew)
    {
        var key = checkout.LicenseId is { } license ? lemon.State.Licenses[license].Key : null;
        return new PaymentResult(state, isNew, checkout.SubscriptionId, checkout.RedirectUrl, key);
    }

    private static LemonBuyer Buyer(LemonSqueezySimulator lemon, string email, DateTimeOffset at)
    {
        var known = lemon.State.Buyers.Values.FirstOrDefault(
            buyer => buyer.Email.Equals(email, StringComparison.OrdinalIgnoreCase));
        if (known is not null) return known;
        var buyer = new LemonBuyer(lemon.State.NextId(), email, at);
        lemon.State.Buyers[buyer.Id] = buyer;
        return buyer;
    }

    private static LemonOrder Order(
        LemonSqueezySimulator lemon, LemonCheckout checkout, SandboxPrice price, LemonBuyer buyer, bool isTrial,
        DateTimeOffset at)
    {
        var order = new LemonOrder
        {
            Id = lemon.State.NextId(),
            Identifier = checkout.Id,
            BuyerId = buyer.Id,
            VariantId = price.Id,
            Quantity = checkout.Quantity,
            Currency = price.Currency,
            TotalMinor = isTrial ? 0 : LemonSqueezySimulator.Total(checkout, price),
            CreatedAt = at,
            UpdatedAt = at,
            Custom = new Dictionary<string, string>(checkout.Custom, StringComparer.Ordinal),
        };
        lemon.State.Orders[order.Id] = order;
        checkout.OrderId = order.Id;
        return order;
    }

    private static Subscription Subscribe(
        LemonSqueezySimulator lemon, LemonCheckout checkout, SandboxPrice price, LemonOrder order, TimeSpan trial,
        DateTimeOffset at)
    {
        var subscription = new Subscription
        {
            Id = lemon.State.NextId(),
            BuyerId = order.BuyerId,
            PriceId = price.Id,
            Quantity = checkout.Quantity,
            CreatedAt = at,
            OrderId = order.Id,
            Metadata = new Dictionary<string, string>(checkout.Custom, StringComparer.Ordinal),
        };
        SubscriptionLife.Begin(subscription, price, trial, at);
        lemon.State.Subscriptions[subscription.Id] = subscription;
        checkout.SubscriptionId = subscription.Id;
        lemon.Emit("subscription_created", subscription);
        if (trial == TimeSpan.Zero)
        {
            var invoice = LemonStory.Bill(lemon, subscription, "initial", order.TotalMinor, at);
            invoice.State = "paid";
            lemon.Emit("subscription_payment_success", invoice);
        }
        lemon.Emit("subscription_updated", subscription);
        return subscription;
    }

    private static void GrantLicense(
        LemonSqueezySimulator lemon, LemonCheckout checkout, SandboxPrice price, LemonOrder order,
        Subscription? subscription, DateTimeOffset at)
    {
        var license = new LemonLicense
        {
            Id = lemon.State.NextId(),
            Key = SandboxId.Uuid().ToUpperInvariant(),
            BuyerId = order.BuyerId,
            OrderId = order.Id,
            VariantId = price.Id,
            SubscriptionId = subscription?.Id,
            CreatedAt = at,
            UpdatedAt = at,
            ActivationLimit = price.ActivationLimit,
            Custom = new Dictionary<string, string>(checkout.Custom, StringComparer.Ordinal),
        };
        lemon.State.Licenses[license.Id] = license;
        checkout.LicenseId = license.Id;
        lemon.Emit("license_key_created", license);
    }
}
