using System.Text.Json.Nodes;
using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>Further calls that change something: customers, portal sessions, expiry.</summary>
internal static class StripeWrites
{
    public static StripeAnswer CreateCustomer(StripeCall call)
    {
        var buyer = new StripeBuyer
        {
            Id = SandboxId.New("cus_")[..18],
            CreatedAt = call.At,
            Email = call.Form.Text("email", 512),
            Metadata = call.Form.Metadata("metadata"),
        };
        call.Form.Accept("name", "description", "phone", "expand");
        if (call.Form.RefuseOthers() is { } wrong) return wrong;
        call.Stripe.State.Buyers[buyer.Id] = buyer;
        call.Stripe.Emit("customer.created", StripeJson.Buyer(buyer), call.At);
        return StripeJson.Buyer(buyer);
    }

    public static StripeAnswer DeleteCustomer(StripeCall call)
    {
        if (call.Form.RefuseOthers() is { } wrong) return wrong;
        if (!call.Stripe.State.Buyers.Remove(call.Id, out var buyer))
            return StripeErrors.NoSuch("customer", call.Id, "id", inPath: true);
        foreach (var subscription in call.Stripe.State.Subscriptions.Values)
        {
            if (subscription.BuyerId != buyer.Id || subscription.State == LifeState.Ended) continue;
            new StripeChange(call.Stripe, subscription).End();
        }
        call.Stripe.Emit("customer.deleted", StripeJson.Buyer(buyer), call.At);
        return new JsonObject { ["id"] = buyer.Id, ["object"] = "customer", ["deleted"] = true };
    }

    public static StripeAnswer ExpireSession(StripeCall call)
    {
        call.Form.Accept("expand");
        if (call.Form.RefuseOthers() is { } wrong) return wrong;
        if (!call.Stripe.State.Sessions.TryGetValue(call.Id, out var session))
            return StripeErrors.NoSuch("checkout.session", call.Id, "session", inPath: true);
        if (session.State != "open")
        {
            return StripeErrors.Bad(
                null, "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status "
                + $"of {session.State}.");
        }
        session.State = "expired";
        call.Stripe.Emit("checkout.session.expired", call.Stripe.Json(session), call.At);
        return call.Stripe.Json(session);
    }

    public static StripeAnswer OpenPortal(StripeCall call)
    {
        var buyer = call.Form.Text("customer", required: true);
        var returnUrl = call.Form.Url("return_url");
        call.Form.Accept("configuration", "locale", "flow_data");
        if (call.Form.RefuseOthers() is { } wrong) return wrong;
        return call.Stripe.State.Buyers.ContainsKey(buyer!)
            ? call.Stripe.OpenPortal(buyer!, returnUrl, call.At)
            : StripeErrors.NoSuch("customer", buyer!, "customer", inPath: false);
    }
}
