using System.Text.Json.Nodes;
using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>Changes of one subscription by seller or buyer, told together as one event.</summary>
internal sealed class StripeChange(StripeSimulator stripe, Subscription subscription)
{
    private readonly DateTimeOffset _at = stripe.MomentOf(subscription);
    private readonly JsonObject _before = stripe.Json(subscription);

    /// <summary>Ends it with the period, or takes that back.</summary>
    public void CancelWithPeriod(bool cancels)
    {
        if (!cancels && !subscription.EndsWithPeriod) return;
        subscription.EndsWithPeriod = cancels;
        subscription.EndsAt = cancels ? subscription.PeriodEndsAt : null;
        subscription.CanceledAt = cancels ? _at : null;
    }

    /// <summary>Ends it at a moment; null: takes that back.</summary>
    public void CancelAt(DateTimeOffset? moment)
    {
        subscription.EndsWithPeriod = false;
        subscription.EndsAt = moment;
        subscription.CanceledAt = moment is null ? null : _at;
    }

    /// <summary>Another price from now on; what it costs more or less comes with the next invoice.</summary>
    public void MoveTo(string priceId) => subscription.PriceId = priceId;

    /// <summary>Ends it now, and tells of that.</summary>
    public void End()
    {
        SubscriptionLife.End(subscription, _at);
        stripe.Emit("customer.subscription.deleted", stripe.Json(subscription), _at);
    }

    /// <summary>Tells of it, when anything changed.</summary>
    public void Publish()
    {
        var after = stripe.Json(subscription);
        var changed = new JsonObject();
        foreach (var (name, value) in _before)
        {
            if (!JsonNode.DeepEquals(value, after[name])) changed[name] = value?.DeepClone();
        }
        if (changed.Count == 0) return;
        subscription.UpdatedAt = _at;
        stripe.Emit("customer.subscription.updated", after, _at, changed);
    }
}
