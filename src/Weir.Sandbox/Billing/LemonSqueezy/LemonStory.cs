using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>What Lemon Squeezy says of what time does.</summary>
internal static class LemonStory
{
    public static void Tell(LemonSqueezySimulator lemon, Subscription subscription, Happening happening)
    {
        var at = subscription.UpdatedAt;
        switch (happening)
        {
            case Happening.Renewed when subscription.Pause is not null:
                break;
            case Happening.Renewed or Happening.RenewalFailed:
                var total = lemon.PriceOrUnknown(subscription.PriceId).AmountMinor * subscription.Quantity;
                Collected(lemon, subscription, Bill(lemon, subscription, "renewal", total, at), happening == Happening.Renewed);
                break;
            case Happening.RetryFailed or Happening.Recovered or Happening.GaveUp:
                if (subscription.LatestInvoiceId is not { } id || !lemon.State.Invoices.TryGetValue(id, out var invoice)) break;
                invoice.UpdatedAt = at;
                Collected(lemon, subscription, invoice, happening == Happening.Recovered);
                if (happening == Happening.Recovered) lemon.Emit("subscription_payment_recovered", invoice);
                break;
            case Happening.CollectionResumed:
                lemon.Emit("subscription_unpaused", subscription);
                break;
        }
        if (happening == Happening.TrialWillEnd) return;
        if (subscription.State == LifeState.Ended) Expire(lemon, subscription);
        lemon.Emit("subscription_updated", subscription);
    }

    /// <summary>A new invoice of a subscription, not paid yet.</summary>
    public static LemonInvoice Bill(
        LemonSqueezySimulator lemon, Subscription subscription, string reason, long totalMinor, DateTimeOffset at)
    {
        var invoice = new LemonInvoice
        {
            Id = lemon.State.NextId(),
            SubscriptionId = subscription.Id,
            BuyerId = subscription.BuyerId,
            Reason = reason,
            Currency = lemon.PriceOrUnknown(subscription.PriceId).Currency,
            TotalMinor = totalMinor,
            CreatedAt = at,
            UpdatedAt = at,
        };
        lemon.State.Invoices[invoice.Id] = invoice;
        subscription.LatestInvoiceId = invoice.Id;
        return invoice;
    }

    private static void Collected(
        LemonSqueezySimulator lemon, Subscription subscription, LemonInvoice invoice, bool isPaid)
    {
        if (isPaid) invoice.State = "paid";
        else if (subscription.State is LifeState.Unpaid or LifeState.Ended) invoice.State = "void";
        lemon.Emit(isPaid ? "subscription_payment_success" : "subscription_payment_failed", invoice);
    }

    /// <summary>Its licence keys end with it.</summary>
    private static void Expire(LemonSqueezySimulator lemon, Subscription subscription)
    {
        lemon.Emit("subscription_expired", subscription);
        foreach (var license in lemon.State.Licenses.Values.Where(license => license.SubscriptionId == subscription.Id))
        {
            license.ExpiresAt = license.UpdatedAt = subscription.UpdatedAt;
            lemon.Emit("license_key_updated", license);
        }
    }
}
