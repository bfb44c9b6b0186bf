using System.Text.Json.Nodes;
using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>What Stripe says of what time does.</summary>
internal static class StripeStory
{
    private const string Updated = "customer.subscription.updated";

    public static void Tell(StripeSimulator stripe, Subscription subscription, Happening happening)
    {
        var at = subscription.UpdatedAt;
        switch (happening)
        {
            case Happening.TrialWillEnd:
                stripe.Emit("customer.subscription.trial_will_end", stripe.Json(subscription), at);
                break;
            case Happening.Renewed when subscription.Pause is { } pause:
                HoldBack(stripe, subscription, pause, at);
                stripe.Emit(Updated, stripe.Json(subscription), at);
                break;
            case Happening.Renewed or Happening.RenewalFailed:
                var invoice = StripeBilling.Bill(stripe, subscription, "subscription_cycle", isFree: false, at);
                StripeBilling.Pay(stripe, invoice, happening == Happening.Renewed, subscription.NextAttemptAt, at);
                stripe.Emit(Updated, stripe.Json(subscription), at);
                break;
            case Happening.RetryFailed or Happening.Recovered or Happening.GaveUp:
                Collect(stripe, subscription, happening == Happening.Recovered, at);
                stripe.Emit(
                    subscription.State == LifeState.Ended ? "customer.subscription.deleted" : Updated,
                    stripe.Json(subscription), at);
                break;
            case Happening.Ended:
                stripe.Emit("customer.subscription.deleted", stripe.Json(subscription), at);
                break;
            case Happening.Paused:
                stripe.Emit("customer.subscription.paused", stripe.Json(subscription), at);
                break;
            case Happening.CollectionResumed:
                stripe.Emit(Updated, stripe.Json(subscription), at, new JsonObject { ["pause_collection"] = new JsonObject() });
                break;
        }
    }

    private static void Collect(StripeSimulator stripe, Subscription subscription, bool isPaid, DateTimeOffset at)
    {
        if (subscription.LatestInvoiceId is { } id && stripe.State.Invoices.TryGetValue(id, out var invoice))
            StripeBilling.Pay(stripe, invoice, isPaid, subscription.NextAttemptAt, at);
    }

    /// <summary>Collection is paused: the invoice is made, and nobody is asked to pay it.</summary>
    private static void HoldBack(StripeSimulator stripe, Subscription subscription, Pause pause, DateTimeOffset at)
    {
        var invoice = StripeBilling.Bill(stripe, subscription, "subscription_cycle", isFree: false, at);
        stripe.Emit("invoice.created", stripe.Json(invoice), at);
        if (pause.Mode == "keep_as_draft") return;
        invoice.State = pause.Mode == "void" ? "void" : "uncollectible";
        stripe.Emit(
            pause.Mode == "void" ? "invoice.voided" : "invoice.marked_uncollectible", stripe.Json(invoice), at);
    }
}
