using Weir.Sandbox.Billing.Life;
using Weir.Sandbox.Billing.Pages;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>The buyer pays a checkout session, or the card is declined.</summary>
internal static class StripePurchase
{
    public static PaymentResult? Pay(StripeSimulator stripe, string id, bool isPaid, string? email, DateTimeOffset at)
    {
        stripe.ExpireSessions(at);
        if (!stripe.State.Sessions.TryGetValue(id, out var session)) return null;
        // A second press on the button buys nothing twice.
        if (session.State != "open")
            return new PaymentResult(session.State, false, session.SubscriptionId, ReturnUrl(session));
        if (!isPaid) return new PaymentResult(session.State, false, null, null);
        if (stripe.FindPrice(session.PriceId) is not { } price)
            return new PaymentResult(session.State, false, null, null);
        session.Email ??= email ?? $"buyer-{id[^8..].ToLowerInvariant()}@example.com";
        var buyer = Buyer(stripe, session, at);
        var subscription = Subscribe(stripe, session, price, buyer, at);
        session.State = "complete";
        session.SubscriptionId = subscription.Id;
        var invoice = StripeBilling.Bill(stripe, subscription, "subscription_create", session.Trial > TimeSpan.Zero, at);
        session.InvoiceId = invoice.Id;
        stripe.Emit("checkout.session.completed", stripe.Json(session), at);
        stripe.Emit("customer.subscription.created", stripe.Json(subscription), at);
        StripeBilling.Pay(stripe, invoice, isPaid: true, null, at);
        return new PaymentResult("complete", true, subscription.Id, ReturnUrl(session));
    }

    private static StripeBuyer Buyer(StripeSimulator stripe, StripeSession session, DateTimeOffset at)
    {
        if (session.BuyerId is { } known && stripe.State.Buyers.TryGetValue(known, out var buyer)) return buyer;
        buyer = new StripeBuyer { Id = SandboxId.New("cus_")[..18], CreatedAt = at, Email = session.Email };
        stripe.State.Buyers[buyer.Id] = buyer;
        session.BuyerId = buyer.Id;
        stripe.Emit("customer.created", StripeJson.Buyer(buyer), at);
        return buyer;
    }

    private static Subscription Subscribe(
        StripeSimulator stripe, StripeSession session, SandboxPrice price, StripeBuyer buyer, DateTimeOffset at)
    {
        var subscription = new Subscription
        {
            Id = SandboxId.New("sub_"),
            BuyerId = buyer.Id,
            PriceId = price.Id,
            Quantity = session.Quantity,
            CreatedAt = at,
            Metadata = new Dictionary<string, string>(session.SubscriptionMetadata, StringComparer.Ordinal),
            HasCard = session.AlwaysCollects || session.Trial == TimeSpan.Zero,
            WithoutCard = session.WithoutCard,
        };
        SubscriptionLife.Begin(subscription, price, session.Trial, at);
        stripe.State.Subscriptions[subscription.Id] = subscription;
        return subscription;
    }

    private static string ReturnUrl(StripeSession session) =>
        session.SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", session.Id, StringComparison.Ordinal);
}
