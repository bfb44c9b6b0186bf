using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary><c>POST /v1/subscriptions/{id}</c> and <c>DELETE</c> of it.</summary>
internal static class ChangeSubscription
{
    public static StripeAnswer Update(StripeCall call)
    {
        if (!call.Stripe.State.Subscriptions.TryGetValue(call.Id, out var subscription))
            return StripeErrors.NoSuch("subscription", call.Id, "id", inPath: true);
        var form = call.Form;
        var withPeriod = form.Flag("cancel_at_period_end");
        var unsetsEnd = form.IsUnset("cancel_at");
        var endsAt = unsetsEnd ? null : form.Moment("cancel_at");
        if (endsAt <= call.At)
            form.Fail(StripeErrors.Bad(null, "The timestamp must be in the future.", "cancel_at"));
        if (withPeriod == true && endsAt is not null)
        {
            form.Fail(StripeErrors.Bad(
                null, "You may only specify one of these parameters: cancel_at, cancel_at_period_end."));
        }
        var (price, quantity) = Item(call, subscription);
        var metadata = form.Metadata("metadata");
        var unsetsPause = form.IsUnset("pause_collection");
        var pause = form.Word("pause_collection[behavior]", "keep_as_draft", "mark_uncollectible", "void");
        var resumesAt = form.Moment("pause_collection[resumes_at]");
        form.Accept("proration_behavior", "expand", "payment_behavior", "cancellation_details");
        if (form.RefuseOthers() is { } wrong) return wrong;
        if (subscription.State == LifeState.Ended)
        {
            return StripeErrors.Bad(
                null, "A canceled subscription can only update its cancellation_details and metadata.");
        }
        var change = new StripeChange(call.Stripe, subscription);
        if (withPeriod is { } cancels) change.CancelWithPeriod(cancels);
        if (endsAt is not null || unsetsEnd) change.CancelAt(endsAt);
        if (price is not null) change.MoveTo(price);
        subscription.Quantity = quantity ?? subscription.Quantity;
        foreach (var (name, value) in metadata)
        {
            if (value.Length == 0) subscription.Metadata.Remove(name);
            else subscription.Metadata[name] = value;
        }
        if (unsetsPause) subscription.Pause = null;
        else if (pause is not null) subscription.Pause = new Pause(pause, resumesAt);
        change.Publish();
        return call.Stripe.Json(subscription);
    }

    public static StripeAnswer Cancel(StripeCall call)
    {
        if (!call.Stripe.State.Subscriptions.TryGetValue(call.Id, out var subscription))
            return StripeErrors.NoSuch("subscription", call.Id, "id", inPath: true);
        call.Form.Accept("invoice_now", "prorate", "expand", "cancellation_details");
        if (call.Form.RefuseOthers() is { } wrong) return wrong;
        if (subscription.State == LifeState.Ended)
            return StripeErrors.NoSuch("subscription", call.Id, "id", inPath: true);
        new StripeChange(call.Stripe, subscription).End();
        return call.Stripe.Json(subscription);
    }

    private static (string? PriceId, long? Quantity) Item(StripeCall call, Subscription subscription)
    {
        var form = call.Form;
        string? price = null;
        long? quantity = null;
        foreach (var index in form.Indices("items"))
        {
            var item = form.Text($"items[{index}][id]", required: true);
            if (item is not null && item != StripeJson.ItemId(subscription))
                form.Fail(StripeErrors.NoSuch("subscription item", item, $"items[{index}][id]", inPath: false));
            quantity = form.Whole($"items[{index}][quantity]", 1, 999_999);
            price = form.Text($"items[{index}][price]");
            if (price is not null && call.Stripe.FindPrice(price) is null)
                form.Fail(StripeErrors.NoSuch("price", price, $"items[{index}][price]", inPath: false));
        }
        return (price, quantity);
    }
}
