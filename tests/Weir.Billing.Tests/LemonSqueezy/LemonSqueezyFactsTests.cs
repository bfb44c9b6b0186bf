using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Weir.Billing.Tests.Kit;
using Weir.Core.Billing;

namespace Weir.Billing.Tests.LemonSqueezy;

public sealed class LemonSqueezyFactsTests
{
    private static readonly Guid s_customer = Guid.Parse(LemonSqueezySamples.Customer);

    [Theory]
    [InlineData("subscription_created")]
    [InlineData("subscription_updated")]
    [InlineData("subscription_plan_changed")]
    public void A_subscription_is_read(string name)
    {
        var facts = Reading.LemonSqueezyFactsOf(name, LemonSqueezySamples.Subscription());
        var fact = facts[0].ShouldBeOfType<SubscriptionFact>();
        fact.ObjectId.ShouldBe("11");
        fact.BuyerId.ShouldBe("21");
        fact.PriceId.ShouldBe("51");
        fact.CustomerId.ShouldBe(s_customer);
        fact.Status.ShouldBe(BillingStatus.Active);
        fact.Quantity.ShouldBe(2);
        fact.PeriodStartsAt.ShouldBeNull();
        fact.PeriodEndsAt.ShouldBe(new DateTimeOffset(2026, 12, 20, 5, 0, 0, TimeSpan.Zero));
        fact.EndsAt.ShouldBeNull();
        fact.Version.At.ShouldBe(new DateTimeOffset(2026, 11, 21, 5, 0, 0, 123, 456, TimeSpan.Zero));
        var buyer = facts[1].ShouldBeOfType<BuyerFact>();
        buyer.ObjectId.ShouldBe("21");
        buyer.CustomerId.ShouldBe(s_customer);
    }

    [Theory]
    [InlineData("on_trial", BillingStatus.Trialing)]
    [InlineData("active", BillingStatus.Active)]
    [InlineData("paused", BillingStatus.Paused)]
    [InlineData("past_due", BillingStatus.PastDue)]
    [InlineData("unpaid", BillingStatus.Unpaid)]
    [InlineData("cancelled", BillingStatus.Active)]
    [InlineData("expired", BillingStatus.Ended)]
    public void Every_status_has_its_meaning(string status, BillingStatus expected)
    {
        var data = LemonSqueezySamples.Subscription(status);
        data["attributes"]!["ends_at"] = "2026-12-20T05:00:00.000000Z";
        var fact = Subscription(data);
        fact.Status.ShouldBe(expected);
        fact.EndsAt.ShouldBe(new DateTimeOffset(2026, 12, 20, 5, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Of_one_moment_the_created_event_is_the_older_and_the_expired_one_the_newest()
    {
        var created = Reading.LemonSqueezyFactsOf("subscription_created", LemonSqueezySamples.Subscription("on_trial"))[0];
        var updated = Reading.LemonSqueezyFactsOf("subscription_updated", LemonSqueezySamples.Subscription())[0];
        var expired = Reading.LemonSqueezyFactsOf("subscription_expired", LemonSqueezySamples.Subscription("expired"))[0];
        updated.Version.ShouldBeGreaterThan(created.Version);
        expired.Version.ShouldBeGreaterThan(updated.Version);
    }

    [Fact]
    public void A_pause_is_free_or_not()
    {
        var data = LemonSqueezySamples.Subscription("paused");
        data["attributes"]!["pause"] = new JsonObject { ["mode"] = "free", ["resumes_at"] = null };
        Subscription(data).PausedFree.ShouldBeTrue();
        data["attributes"]!["pause"]!["mode"] = "void";
        Subscription(data).PausedFree.ShouldBeFalse();
    }

    [Theory]
    [InlineData("subscription_payment_success", "paid", PaymentState.Paid)]
    [InlineData("subscription_payment_failed", "pending", PaymentState.Failed)]
    [InlineData("subscription_payment_recovered", "paid", PaymentState.Paid)]
    [InlineData("subscription_payment_refunded", "refunded", PaymentState.Refunded)]
    [InlineData("subscription_payment_refunded", "partial_refund", PaymentState.PartlyRefunded)]
    [InlineData("subscription_payment_success", "pending", PaymentState.Pending)]
    [InlineData("subscription_payment_failed", "void", PaymentState.Void)]
    public void An_invoice_has_its_state(string name, string status, PaymentState expected)
    {
        var fact = Reading.LemonSqueezyFactsOf(name, LemonSqueezySamples.Invoice(status))[0].ShouldBeOfType<PaymentFact>();
        fact.ObjectId.ShouldBe("invoice:81");
        fact.SubscriptionId.ShouldBe("11");
        fact.BuyerId.ShouldBe("21");
        fact.State.ShouldBe(expected);
        fact.AmountMinor.ShouldBe(900);
        fact.Currency.ShouldBe("USD");
        fact.MadeAt.ShouldBe(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void An_order_that_was_given_back_in_part_or_whole_says_so()
    {
        var data = LemonSqueezySamples.Order();
        Order(data).State.ShouldBe(PaymentState.Paid);
        Order(data).PriceId.ShouldBe("51");
        Order(data).SubscriptionId.ShouldBeNull();
        data["attributes"]!["refunded_amount"] = 100;
        Order(data).State.ShouldBe(PaymentState.PartlyRefunded);
        data["attributes"]!["refunded_amount"] = 900;
        Order(data).State.ShouldBe(PaymentState.Refunded);
        Order(data).RefundedMinor.ShouldBe(900);
        Order(LemonSqueezySamples.Order("fraudulent")).State.ShouldBe(PaymentState.ChargedBack);
    }

    [Fact]
    public void Of_a_licence_key_only_hash_and_short_form_are_left()
    {
        var facts = Reading.LemonSqueezyFactsOf("license_key_created", LemonSqueezySamples.License());
        var fact = facts[0].ShouldBeOfType<LicenseFact>();
        fact.ObjectId.ShouldBe("91");
        fact.OrderId.ShouldBe("31");
        fact.ProductId.ShouldBe("41");
        fact.KeyHash.ToArray().ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes(LemonSqueezySamples.Key)));
        fact.KeyShort.ShouldBe("XXXX-8f9c98a48abe");
        fact.State.ShouldBe(LicenseState.Inactive);
        fact.ActivationLimit.ShouldBe(3);
        facts.ShouldAllBe(f => !f.ToString().Contains(LemonSqueezySamples.Key));
    }

    [Theory]
    [InlineData("active", "0", LicenseState.Active)]
    [InlineData("active", "1", LicenseState.Disabled)]
    [InlineData("active", "true", LicenseState.Disabled)]
    [InlineData("expired", "false", LicenseState.Expired)]
    [InlineData("disabled", "0", LicenseState.Disabled)]
    public void A_disabled_key_is_disabled_however_it_is_said(string status, string flag, LicenseState expected)
    {
        var data = LemonSqueezySamples.License(status);
        data["attributes"]!["disabled"] = JsonNode.Parse(flag);
        data["attributes"]!["activation_limit"] = null;
        var fact = Reading.LemonSqueezyFactsOf("license_key_updated", data)[0].ShouldBeOfType<LicenseFact>();
        fact.State.ShouldBe(expected);
        fact.ActivationLimit.ShouldBeNull();
    }

    [Fact]
    public void A_message_without_custom_data_names_nobody()
    {
        foreach (var custom in new JsonNode?[] { null, new JsonArray(), new JsonObject() })
        {
            var message = LemonSqueezySamples.Message("order_created", LemonSqueezySamples.Order());
            message["meta"]!["custom_data"] = custom;
            var read = Reading.LemonSqueezy(message).Event.ShouldNotBeNull();
            read.Fault.ShouldBeNull();
            read.Facts.Single().ShouldBeOfType<PaymentFact>().CustomerId.ShouldBeNull();
        }
    }

    [Fact]
    public void Other_events_say_nothing_and_have_no_fault()
    {
        var data = new JsonObject { ["type"] = "affiliates", ["id"] = "1", ["attributes"] = new JsonObject { ["store_id"] = 4711 } };
        var message = Reading.LemonSqueezy(LemonSqueezySamples.Message("affiliate_activated", data)).Event.ShouldNotBeNull();
        message.Facts.ShouldBeEmpty();
        message.Fault.ShouldBeNull();
    }

    [Fact]
    public void The_key_of_a_message_is_the_hash_of_its_bytes()
    {
        var message = LemonSqueezySamples.Message("order_created", LemonSqueezySamples.Order());
        Reading.LemonSqueezy(message).Event!.EventKey.ShouldBe(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.ToJsonString()))));
    }

    private static SubscriptionFact Subscription(JsonObject data) =>
        Reading.LemonSqueezyFactsOf("subscription_updated", data)[0].ShouldBeOfType<SubscriptionFact>();

    private static PaymentFact Order(JsonObject data) =>
        Reading.LemonSqueezyFactsOf("order_refunded", data)[0].ShouldBeOfType<PaymentFact>();
}
