using System.Text.Json.Nodes;
using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>Further calls that change something: customers, portal sessions, expiry, reported usage.</summary>
internal static class StripeWrites
{
    private static readonly TimeSpan s_usagePastMax = TimeSpan.FromDays(35);
    private static readonly TimeSpan s_usageFutureMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_identifierKept = TimeSpan.FromHours(24);

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

    public static StripeAnswer ReportUsage(StripeCall call)
    {
        var form = call.Form;
        var name = form.Text("event_name", 100, required: true);
        var payload = form.Metadata("payload");
        var identifier = form.Text("identifier", 100) ?? SandboxId.New("me_");
        var at = form.Moment("timestamp") ?? call.At;
        if (at < call.At - s_usagePastMax || at > call.At + s_usageFutureMax)
        {
            form.Fail(StripeErrors.Bad(
                null, "The timestamp must be within the past 35 calendar days or up to 5 minutes in the future.",
                "timestamp"));
        }
        if (payload.Count == 0) form.Fail(StripeErrors.Missing("payload"));
        if (form.RefuseOthers() is { } wrong) return wrong;
        var known = call.Stripe.State.MeterEvents;
        if (known.TryGetValue(identifier, out var earlier) && earlier.CreatedAt + s_identifierKept > call.At)
        {
            return StripeErrors.Bad(
                "duplicate_meter_event", $"An event already exists with identifier {identifier}.", "identifier");
        }
        var usage = new StripeMeterEvent(identifier, name!, payload, at, call.At);
        known[identifier] = usage;
        return StripeJson.MeterEvent(usage);
    }
}
