using System.Text.Json.Nodes;
using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>Objects and lists of them: newest first, paged as the real API pages.</summary>
internal static class StripeReads
{
    public static StripeAnswer Session(StripeCall call)
    {
        if (Refused(call) is { } wrong) return wrong;
        call.Stripe.ExpireSessions(call.At);
        return call.Stripe.State.Sessions.TryGetValue(call.Id, out var session)
            ? call.Stripe.Json(session)
            : StripeErrors.NoSuch("checkout.session", call.Id, "id", inPath: true);
    }

    public static StripeAnswer Subscription(StripeCall call)
    {
        if (Refused(call) is { } wrong) return wrong;
        return call.Stripe.State.Subscriptions.TryGetValue(call.Id, out var subscription)
            ? call.Stripe.Json(subscription)
            : StripeErrors.NoSuch("subscription", call.Id, "id", inPath: true);
    }

    public static StripeAnswer Invoice(StripeCall call)
    {
        if (Refused(call) is { } wrong) return wrong;
        return call.Stripe.State.Invoices.TryGetValue(call.Id, out var invoice)
            ? call.Stripe.Json(invoice)
            : StripeErrors.NoSuch("invoice", call.Id, "id", inPath: true);
    }

    public static StripeAnswer Customer(StripeCall call)
    {
        if (Refused(call) is { } wrong) return wrong;
        return call.Stripe.State.Buyers.TryGetValue(call.Id, out var buyer)
            ? StripeJson.Buyer(buyer)
            : StripeErrors.NoSuch("customer", call.Id, "id", inPath: true);
    }

    public static StripeAnswer Event(StripeCall call)
    {
        if (Refused(call) is { } wrong) return wrong;
        return call.Stripe.State.Events.Find(known => known.Id == call.Id) is { } found
            ? Parse(found)
            : StripeErrors.NoSuch("event", call.Id, "id", inPath: true);
    }

    public static StripeAnswer Subscriptions(StripeCall call)
    {
        var customer = call.Form.Text("customer");
        var price = call.Form.Text("price");
        var status = call.Form.Word(
            "status", "active", "all", "canceled", "ended", "incomplete", "incomplete_expired", "past_due", "paused",
            "trialing", "unpaid");
        var since = call.Form.Moment("created[gte]");
        return Page(
            call, "/v1/subscriptions",
            call.Stripe.State.Subscriptions.Values
                .Where(one => (customer is null || one.BuyerId == customer) && (price is null || one.PriceId == price)
                    && (since is null || one.CreatedAt >= since) && IsListed(one, status))
                .OrderByDescending(one => one.CreatedAt),
            one => one.Id, call.Stripe.Json);
    }

    public static StripeAnswer Customers(StripeCall call)
    {
        var email = call.Form.Text("email", 512);
        return Page(
            call, "/v1/customers",
            call.Stripe.State.Buyers.Values.Where(one => email is null || one.Email == email)
                .OrderByDescending(one => one.CreatedAt),
            one => one.Id, StripeJson.Buyer);
    }

    public static StripeAnswer Invoices(StripeCall call)
    {
        var customer = call.Form.Text("customer");
        var subscription = call.Form.Text("subscription");
        return Page(
            call, "/v1/invoices",
            call.Stripe.State.Invoices.Values
                .Where(one => (customer is null || one.BuyerId == customer)
                    && (subscription is null || one.SubscriptionId == subscription))
                .OrderByDescending(one => one.CreatedAt),
            one => one.Id, call.Stripe.Json);
    }

    public static StripeAnswer InvoicePayments(StripeCall call)
    {
        var invoice = call.Form.Text("invoice");
        call.Form.Word("payment[type]", "payment_intent", "payment_record");
        var intent = call.Form.Text("payment[payment_intent]");
        var status = call.Form.Word("status", "canceled", "open", "paid");
        var isExpanded = call.Form.Text("expand[0]") == "data.invoice";
        return Page(
            call, "/v1/invoice_payments",
            call.Stripe.State.Invoices.Values
                .Where(one => one is { AmountMinor: > 0, State: not "draft" } && (invoice is null || one.Id == invoice)
                    && (intent is null || StripePaymentJson.IntentOf(one) == intent)
                    && (status is null || StripePaymentJson.StatusOf(one) == status))
                .OrderByDescending(one => one.CreatedAt),
            one => SandboxId.Of("inpay_", one.Id),
            one => StripePaymentJson.InvoicePayment(one, isExpanded ? call.Stripe.Json(one) : null));
    }

    public static StripeAnswer Events(StripeCall call)
    {
        var type = call.Form.Text("type");
        var types = call.Form.Indices("types").Select(index => call.Form.Text($"types[{index}]")).ToArray();
        var (from, after) = (call.Form.Moment("created[gte]"), call.Form.Moment("created[gt]"));
        var (to, before) = (call.Form.Moment("created[lte]"), call.Form.Moment("created[lt]"));
        call.Form.Flag("delivery_success");
        return Page(
            call, "/v1/events",
            call.Stripe.State.Events.AsEnumerable().Reverse().Where(one =>
                (type is null || one.Type == type) && (types.Length == 0 || types.Contains(one.Type))
                && !(one.CreatedAt < from) && !(one.CreatedAt <= after) && !(one.CreatedAt > to)
                && !(one.CreatedAt >= before)),
            one => one.Id, Parse);
    }

    private static JsonObject Parse(StripeEvent happened) => (JsonObject)JsonNode.Parse(happened.Json)!;

    private static StripeError? Refused(StripeCall call)
    {
        call.Form.Accept("expand");
        return call.Form.RefuseOthers();
    }

    private static bool IsListed(Subscription subscription, string? status) => status switch
    {
        null => subscription.State != LifeState.Ended,
        "all" => true,
        "ended" => subscription.State == LifeState.Ended,
        _ => StripeJson.Status(subscription.State) == status,
    };

    private static StripeAnswer Page<T>(
        StripeCall call, string url, IEnumerable<T> newestFirst, Func<T, string> id, Func<T, JsonObject> shape)
    {
        var limit = (int)(call.Form.Whole("limit", 1, 100) ?? 10);
        var after = call.Form.Text("starting_after");
        var before = call.Form.Text("ending_before");
        if (Refused(call) is { } wrong) return wrong;
        var all = newestFirst.ToList();
        if ((after ?? before) is { } cursor)
        {
            var at = all.FindIndex(one => id(one) == cursor);
            var name = after is null ? "ending_before" : "starting_after";
            if (at < 0) return StripeErrors.NoSuch("object", cursor, name, inPath: false);
            all = after is not null ? all[(at + 1)..] : all[Math.Max(0, at - limit)..at];
            if (after is null) return StripeJson.List(all.Select(shape), url, hasMore: at > limit);
        }
        return StripeJson.List(all.Take(limit).Select(shape), url, all.Count > limit);
    }
}
