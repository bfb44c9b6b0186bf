using System.Text;
using Weir.Billing.LemonSqueezy;
using Weir.Billing.Stripe;
using Weir.Billing.Tests.Kit;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;

namespace Weir.Billing.Tests.Webhooks;

/// <summary>What is wrong with a signed message is named by field, and nothing of its text comes out.</summary>
public sealed class FaultTests
{
    private const string Canary = "canary-4b1e";

    [Theory]
    [InlineData("customer.subscription.updated", "id", null, "is required")]
    [InlineData("customer.subscription.updated", "customer", "7", "must be a text")]
    [InlineData("customer.subscription.updated", "status", "\"canary-4b1e\"", "must be one of")]
    [InlineData("customer.subscription.updated", "status", "1", "must be a text")]
    [InlineData("customer.subscription.updated", "items", null, "is required")]
    [InlineData("customer.subscription.updated", "items.data", "[]", "must have 1 to 100 items")]
    [InlineData("customer.subscription.updated", "items.data[1].price.id", null, "is required")]
    [InlineData("customer.subscription.updated", "items.data[1].price", null, "is required")]
    [InlineData("customer.subscription.updated", "items.data[1].quantity", "0", "must be a whole number from 1")]
    [InlineData("customer.subscription.updated", "items.data[1].quantity", "1.5", "must be a whole number")]
    [InlineData("customer.subscription.updated", "items.data[1].current_period_end", "1e30", "must be a whole number")]
    [InlineData("customer.subscription.updated", "items.data[1].current_period_end", "\"canary-4b1e\"", "must be a whole number")]
    [InlineData("customer.subscription.updated", "cancel_at", "99999999999999", "must be a whole number")]
    [InlineData("customer.subscription.updated", "trial_end", "-1", "must be a whole number")]
    [InlineData("customer.subscription.updated", "metadata.customer_id", "\"canary-4b1e\"", "must be a UUID")]
    [InlineData("customer.subscription.updated", "object", "\"invoice\"", "must be one of: subscription")]
    [InlineData("checkout.session.completed", "client_reference_id", "\"canary-4b1e\"", "must be a UUID")]
    [InlineData("checkout.session.completed", "customer", null, "is required")]
    [InlineData("checkout.session.completed", "subscription", null, "is required")]
    [InlineData("checkout.session.completed", "payment_status", "\"canary-4b1e\"", "must be one of")]
    [InlineData("invoice.paid", "amount_due", null, "is required")]
    [InlineData("invoice.paid", "amount_due", "-1", "must be a whole number from 0")]
    [InlineData("invoice.paid", "amount_due", "9007199254740993", "must be a whole number")]
    [InlineData("invoice.paid", "amount_due", "\"900\"", "must be a whole number")]
    [InlineData("invoice.paid", "currency", "\"xyz\"", "must be a currency of ISO 4217")]
    [InlineData("invoice.paid", "currency", "840", "must be a text")]
    [InlineData("invoice.paid", "created", null, "is required")]
    [InlineData("invoice.paid", "status", "\"canary-4b1e\"", "must be one of")]
    [InlineData("customer.updated", "metadata.uid", "5", "must be a UUID")]
    [InlineData("charge.refunded", "amount_refunded", "901", "must not be more than the amount")]
    [InlineData("refund.updated", "status", "\"canary-4b1e\"", "must be one of")]
    [InlineData("charge.dispute.created", "status", null, "is required")]
    public void A_fault_of_stripe_names_field_and_problem(string type, string path, string? value, string problem)
    {
        var data = StripeSamples.Objects[type]();
        data.Set(path, value);
        var message = Reading.Stripe(StripeSamples.Event(type, data)).Event.ShouldNotBeNull();
        CheckFault(message, "data.object." + path, problem);
    }

    [Theory]
    [InlineData("subscription_updated", "status", "\"canary-4b1e\"", "must be one of")]
    [InlineData("subscription_updated", "customer_id", null, "is required")]
    [InlineData("subscription_updated", "customer_id", "-1", "must be an id")]
    [InlineData("subscription_updated", "variant_id", "\"canary-4b1e\"", "must be an id")]
    [InlineData("subscription_updated", "variant_id", "1e99", "must be an id")]
    [InlineData("subscription_updated", "renews_at", "\"canary-4b1e\"", "must be a time")]
    [InlineData("subscription_updated", "renews_at", "\"2026-12-20T05:00:00\"", "must be a time")]
    [InlineData("subscription_updated", "renews_at", "\"9999-12-20T05:00:00Z\"", "must be a time")]
    [InlineData("subscription_updated", "updated_at", null, "is required")]
    [InlineData("subscription_updated", "updated_at", "1795237200", "must be a text")]
    [InlineData("subscription_updated", "pause", "{\"mode\":\"canary-4b1e\"}", "must be one of: void, free")]
    [InlineData("subscription_updated", "first_subscription_item.quantity", "0", "must be a whole number from 1")]
    [InlineData("subscription_payment_success", "subscription_id", null, "is required")]
    [InlineData("subscription_payment_success", "total", "-900", "must be a whole number from 0")]
    [InlineData("subscription_payment_success", "total", "9007199254740993", "must be a whole number")]
    [InlineData("subscription_payment_success", "currency", "\"XYZ\"", "must be a currency")]
    [InlineData("subscription_payment_success", "created_at", null, "is required")]
    [InlineData("order_created", "refunded_amount", "901", "must not be more than the total")]
    [InlineData("order_created", "status", "\"canary-4b1e\"", "must be one of")]
    [InlineData("license_key_created", "key", null, "is required")]
    [InlineData("license_key_created", "key_short", "\"a-text-of-more-than-20-canary-4b1e\"", "must have 1 to 20")]
    [InlineData("license_key_created", "activation_limit", "0", "must be a whole number from 1")]
    [InlineData("license_key_created", "product_id", "true", "must be an id")]
    public void A_fault_of_lemon_squeezy_names_field_and_problem(string name, string path, string? value, string problem)
    {
        var data = LemonSqueezySamples.Objects[name]();
        data["attributes"]!.AsObject().Set(path, value);
        var message = Reading.LemonSqueezy(LemonSqueezySamples.Message(name, data)).Event.ShouldNotBeNull();
        CheckFault(message, "data.attributes." + Field(path, value), problem);

        static string Field(string path, string? value) => value?.StartsWith('{') == true ? path + ".mode" : path;
    }

    [Fact]
    public void A_short_form_may_not_be_the_key()
    {
        var data = LemonSqueezySamples.License();
        data["attributes"]!["key"] = "SHORT-KEY-1";
        data["attributes"]!["key_short"] = "SHORT-KEY-1";
        var message = Reading.LemonSqueezy(LemonSqueezySamples.Message("license_key_created", data)).Event.ShouldNotBeNull();
        CheckFault(message, "data.attributes.key_short", "must not be the whole key");
        message.Fault!.ShouldNotContain("SHORT-KEY");
    }

    [Fact]
    public void One_that_is_cancelled_must_say_when_it_ends()
    {
        var data = LemonSqueezySamples.Subscription("cancelled");
        var message = Reading.LemonSqueezy(LemonSqueezySamples.Message("subscription_cancelled", data)).Event.ShouldNotBeNull();
        CheckFault(message, "data.attributes.ends_at", "is required");
    }

    [Fact]
    public void An_event_of_the_wrong_kind_of_object_is_a_fault()
    {
        var message = Reading.LemonSqueezy(
            LemonSqueezySamples.Message("subscription_updated", LemonSqueezySamples.Invoice())).Event.ShouldNotBeNull();
        CheckFault(message, "data.type", "must be one of: subscriptions");
    }

    [Fact]
    public void A_customer_id_of_custom_data_that_is_none_is_a_fault()
    {
        var wrong = LemonSqueezySamples.Message("order_created", LemonSqueezySamples.Order());
        wrong["meta"]!["custom_data"]!["customer_id"] = Canary;
        CheckFault(Reading.LemonSqueezy(wrong).Event.ShouldNotBeNull(), "meta.custom_data.customer_id", "must be a UUID");
    }

    [Fact]
    public void Stripe_events_need_their_envelope_and_their_time()
    {
        var timeless = StripeSamples.Event("invoice.paid", StripeSamples.Invoice());
        timeless.Remove("created");
        CheckFault(Reading.Stripe(timeless).Event.ShouldNotBeNull(), "created", "is required");
        foreach (var name in new[] { "id", "type", "livemode", "object" })
        {
            var message = StripeSamples.Event("invoice.paid", StripeSamples.Invoice());
            message.Remove(name);
            Reading.Stripe(message).Refusal.ShouldBe(WebhookRefusal.Unreadable);
            Reading.Stripe(message).Detail.ShouldBe($"{name} is required");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"evt_1\",\"id\":\"evt_2\"}")]
    [InlineData("{\"id\":\"evt_1\"} {}")]
    [InlineData("\uFEFF{}")]
    [InlineData("{\"id\":\"\\ud800\"}")]
    public void What_is_no_strict_json_is_refused(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        StripeEvents.Read(bytes, BillingMode.Test).Refusal.ShouldBe(WebhookRefusal.Unreadable);
        LemonSqueezyEvents.Read(bytes, BillingMode.Test, "1").Refusal.ShouldBe(WebhookRefusal.Unreadable);
    }

    [Fact]
    public void The_other_world_and_others_stores_are_refused()
    {
        Reading.Stripe(StripeSamples.Event("invoice.paid", [], live: true)).Refusal.ShouldBe(WebhookRefusal.OtherMode);
        Reading.Stripe(StripeSamples.Event("invoice.paid", []), BillingMode.Live).Refusal.ShouldBe(WebhookRefusal.OtherMode);
        var connected = StripeSamples.Event("invoice.paid", []);
        connected["account"] = "acct_other";
        Reading.Stripe(connected).Refusal.ShouldBe(WebhookRefusal.OtherAccount);

        var order = LemonSqueezySamples.Message("order_created", LemonSqueezySamples.Order());
        Reading.LemonSqueezy(order, BillingMode.Live).Refusal.ShouldBe(WebhookRefusal.OtherMode);
        Reading.LemonSqueezy(order, store: "4712").Refusal.ShouldBe(WebhookRefusal.OtherAccount);
        order["data"]!["attributes"]!["test_mode"] = false;
        Reading.LemonSqueezy(order).Refusal.ShouldBe(WebhookRefusal.OtherMode);
        var storeless = LemonSqueezySamples.Message("order_created", LemonSqueezySamples.Order());
        storeless["data"]!["attributes"]!.AsObject().Remove("store_id");
        Reading.LemonSqueezy(storeless).Refusal.ShouldBe(WebhookRefusal.Unreadable);
    }

    private static void CheckFault(BillingEvent message, string field, string problem)
    {
        message.Facts.ShouldBeEmpty();
        var fault = message.Fault.ShouldNotBeNull();
        fault.ShouldContain($"{field} {problem}");
        fault.ShouldNotContain(Canary);
        fault.Length.ShouldBeLessThanOrEqualTo(500);
    }
}
