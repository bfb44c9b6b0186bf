using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Billing.Stripe;
using Weir.Billing.Tests.Kit;
using Weir.Core.Billing;

namespace Weir.Billing.Tests.Stripe;

public sealed class StripeFactsTests
{
    private static readonly Guid s_customer = Guid.Parse(StripeSamples.Customer);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_subscription_is_read_in_both_shapes(bool isOld)
    {
        var data = isOld ? StripeSamples.OldSubscription() : StripeSamples.Subscription();
        var facts = Reading.StripeFactsOf("customer.subscription.updated", data);

        var fact = facts[0].ShouldBeOfType<SubscriptionFact>();
        fact.ObjectId.ShouldBe("sub_1");
        fact.BuyerId.ShouldBe("cus_1");
        fact.CustomerId.ShouldBe(s_customer);
        fact.PriceId.ShouldBe("price_pro");
        fact.Status.ShouldBe(BillingStatus.Active);
        fact.Quantity.ShouldBe(3);
        fact.PeriodStartsAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(StripeSamples.PeriodStart));
        fact.PeriodEndsAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(StripeSamples.PeriodEnd));
        fact.EndsAt.ShouldBeNull();
        fact.Version.At.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(StripeSamples.Created));
        facts[1].ShouldBeOfType<BuyerFact>().CustomerId.ShouldBe(s_customer);
        facts.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("incomplete", BillingStatus.Incomplete, -1)]
    [InlineData("incomplete_expired", BillingStatus.NeverPaid, 1)]
    [InlineData("trialing", BillingStatus.Trialing, 0)]
    [InlineData("active", BillingStatus.Active, 0)]
    [InlineData("past_due", BillingStatus.PastDue, 0)]
    [InlineData("unpaid", BillingStatus.Unpaid, 0)]
    [InlineData("paused", BillingStatus.Paused, 0)]
    [InlineData("canceled", BillingStatus.Ended, 1)]
    public void Every_status_has_its_meaning_and_its_rank(string status, BillingStatus expected, int rank)
    {
        var fact = Subscription("customer.subscription.updated", StripeSamples.Subscription(status));
        fact.Status.ShouldBe(expected);
        fact.Version.Rank.ShouldBe(rank);
    }

    [Fact]
    public void Of_one_second_the_created_event_is_the_older_and_the_deleted_one_the_newest()
    {
        var created = Subscription("customer.subscription.created", StripeSamples.Subscription("incomplete"));
        var born = Subscription("customer.subscription.created", StripeSamples.Subscription());
        var updated = Subscription("customer.subscription.updated", StripeSamples.Subscription());
        var deleted = Subscription("customer.subscription.deleted", StripeSamples.Subscription("canceled"));
        var fetched = StripeFacts.ReadSubscription(
            Element(StripeSamples.Subscription()), DateTimeOffset.FromUnixTimeSeconds(StripeSamples.Created).AddMilliseconds(900));

        updated.Version.ShouldBeGreaterThan(created.Version);
        updated.Version.ShouldBeGreaterThan(born.Version);
        updated.Version.ShouldBeGreaterThan(fetched.Facts[0].Version);
        deleted.Version.ShouldBeGreaterThan(updated.Version);
        fetched.Fault.ShouldBeNull();
    }

    [Fact]
    public void A_deleted_subscription_has_ended_whatever_its_status_says()
    {
        var data = StripeSamples.Subscription();
        data["ended_at"] = StripeSamples.Created;
        var facts = Reading.StripeFactsOf("customer.subscription.deleted", data);
        var fact = facts.Single().ShouldBeOfType<SubscriptionFact>();
        fact.Status.ShouldBe(BillingStatus.Ended);
        fact.EndsAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(StripeSamples.Created));
    }

    [Fact]
    public void One_that_will_not_renew_says_when_it_ends()
    {
        var atPeriodEnd = StripeSamples.Subscription();
        atPeriodEnd["cancel_at_period_end"] = true;
        Subscription("customer.subscription.updated", atPeriodEnd).EndsAt
            .ShouldBe(DateTimeOffset.FromUnixTimeSeconds(StripeSamples.PeriodEnd));

        var flexible = StripeSamples.Subscription();
        flexible["cancel_at"] = StripeSamples.PeriodEnd - 5;
        Subscription("customer.subscription.updated", flexible).EndsAt
            .ShouldBe(DateTimeOffset.FromUnixTimeSeconds(StripeSamples.PeriodEnd - 5));
    }

    [Fact]
    public void Pause_and_trial_are_kept()
    {
        var data = StripeSamples.Subscription();
        data["pause_collection"] = new JsonObject { ["behavior"] = "void" };
        data["trial_end"] = StripeSamples.PeriodEnd;
        var fact = Subscription("customer.subscription.updated", data);
        fact.PausedFree.ShouldBeTrue();
        fact.TrialEndsAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(StripeSamples.PeriodEnd));
    }

    [Theory]
    [InlineData("invoice.paid", "paid", PaymentState.Paid, 1)]
    [InlineData("invoice.payment_succeeded", "paid", PaymentState.Paid, 1)]
    [InlineData("invoice.payment_failed", "open", PaymentState.Failed, 0)]
    [InlineData("invoice.payment_action_required", "open", PaymentState.Failed, 0)]
    [InlineData("invoice.payment_failed", "paid", PaymentState.Paid, 1)]
    [InlineData("invoice.finalized", "open", PaymentState.Pending, -1)]
    [InlineData("invoice.finalization_failed", "draft", PaymentState.Pending, -1)]
    [InlineData("invoice.voided", "void", PaymentState.Void, 1)]
    [InlineData("invoice.marked_uncollectible", "uncollectible", PaymentState.Void, 1)]
    public void An_invoice_is_read_in_both_shapes(string type, string status, PaymentState expected, int rank)
    {
        foreach (var data in new[] { StripeSamples.Invoice(status), StripeSamples.OldInvoice(status) })
        {
            var fact = Reading.StripeFactsOf(type, data).Single().ShouldBeOfType<PaymentFact>();
            fact.ObjectId.ShouldBe("invoice:in_1");
            fact.State.ShouldBe(expected);
            fact.Version.Rank.ShouldBe(rank);
            fact.SubscriptionId.ShouldBe("sub_1");
            fact.CustomerId.ShouldBe(s_customer);
            fact.BuyerId.ShouldBe("cus_1");
            fact.AmountMinor.ShouldBe(900);
            fact.Currency.ShouldBe("USD");
            fact.MadeAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(StripeSamples.PeriodStart));
        }
    }

    [Theory]
    [InlineData("checkout.session.completed")]
    [InlineData("checkout.session.async_payment_succeeded")]
    [InlineData("checkout.session.async_payment_failed")]
    public void A_session_links_buyer_and_customer_and_gives_nothing_else(string type)
    {
        var fact = Reading.StripeFactsOf(type, StripeSamples.Session()).Single().ShouldBeOfType<BuyerFact>();
        fact.ObjectId.ShouldBe("cus_1");
        fact.CustomerId.ShouldBe(s_customer);
        fact.Deleted.ShouldBeFalse();
    }

    [Fact]
    public void The_metadata_of_weir_goes_before_the_reference()
    {
        var other = Guid.CreateVersion7();
        var data = StripeSamples.Session();
        data["metadata"]!["customer_id"] = other.ToString();
        Reading.StripeFactsOf("checkout.session.completed", data).Single().ShouldBeOfType<BuyerFact>().CustomerId.ShouldBe(other);
    }

    [Fact]
    public void A_guest_who_pays_once_is_nobody()
    {
        var data = StripeSamples.Session();
        data["mode"] = "payment";
        data["customer"] = null;
        data["subscription"] = null;
        Reading.StripeFactsOf("checkout.session.completed", data).ShouldBeEmpty();
    }

    [Fact]
    public void A_deleted_buyer_stays_deleted_in_its_second()
    {
        var updated = Reading.StripeFactsOf("customer.updated", StripeSamples.Buyer()).Single().ShouldBeOfType<BuyerFact>();
        var deleted = Reading.StripeFactsOf("customer.deleted", StripeSamples.Buyer()).Single().ShouldBeOfType<BuyerFact>();
        updated.CustomerId.ShouldBe(s_customer);
        deleted.Deleted.ShouldBeTrue();
        deleted.Version.ShouldBeGreaterThan(updated.Version);
    }

    [Theory]
    [InlineData(900, PaymentState.Refunded)]
    [InlineData(1, PaymentState.PartlyRefunded)]
    public void A_refunded_charge_says_how_much_came_back(long refunded, PaymentState expected)
    {
        var fact = Reading.StripeFactsOf("charge.refunded", StripeSamples.Charge(refunded)).Single().ShouldBeOfType<PaymentFact>();
        fact.ObjectId.ShouldBe("charge:ch_1");
        fact.State.ShouldBe(expected);
        fact.RefundedMinor.ShouldBe(refunded);
        fact.Currency.ShouldBe("EUR");
    }

    [Theory]
    [InlineData("refund.created", "pending", PaymentState.Pending)]
    [InlineData("refund.updated", "succeeded", PaymentState.Refunded)]
    [InlineData("refund.failed", "failed", PaymentState.Void)]
    public void A_refund_has_its_state(string type, string status, PaymentState expected) =>
        Reading.StripeFactsOf(type, StripeSamples.Refund(status)).Single().ShouldBeOfType<PaymentFact>().State.ShouldBe(expected);

    [Theory]
    [InlineData("charge.dispute.created", "needs_response", PaymentState.Disputed)]
    [InlineData("charge.dispute.funds_withdrawn", "under_review", PaymentState.Disputed)]
    [InlineData("charge.dispute.closed", "lost", PaymentState.ChargedBack)]
    [InlineData("charge.dispute.closed", "won", PaymentState.Void)]
    [InlineData("charge.dispute.closed", "warning_closed", PaymentState.Void)]
    [InlineData("charge.dispute.funds_reinstated", "won", PaymentState.Void)]
    public void A_dispute_has_its_state(string type, string status, PaymentState expected) =>
        Reading.StripeFactsOf(type, StripeSamples.Dispute(status)).Single().ShouldBeOfType<PaymentFact>().State.ShouldBe(expected);

    [Theory]
    [InlineData("charge.refunded")]
    [InlineData("refund.updated")]
    [InlineData("charge.dispute.created")]
    public void What_goes_back_names_its_payment_intent_else_its_charge(string type)
    {
        var data = StripeSamples.Objects[type]();
        Reading.StripeFactsOf(type, data).Single().ShouldBeOfType<PaymentFact>().IntentId.ShouldBe("pi_1");
        data["payment_intent"] = null;
        Reading.StripeFactsOf(type, data).Single().ShouldBeOfType<PaymentFact>().IntentId.ShouldBe("ch_1");
    }

    [Fact]
    public void An_invoice_payment_says_what_a_payment_intent_paid_for()
    {
        var link = Reading.StripeFactsOf("invoice_payment.paid", StripeSamples.InvoicePayment()).Single()
            .ShouldBeOfType<PaymentLinkFact>();
        (link.IntentId, link.PaymentId).ShouldBe(("pi_1", "invoice:in_1"));
        Reading.StripeFactsOf("invoice_payment.paid", StripeSamples.InvoicePayment("canceled")).ShouldBeEmpty();

        var fetched = StripeSamples.InvoicePayment();
        fetched["invoice"] = StripeSamples.Invoice();
        var facts = StripeFacts.ReadInvoicePayment(Element(fetched), DateTimeOffset.FromUnixTimeSeconds(StripeSamples.Created)).Facts;
        facts.OfType<PaymentFact>().Single().SubscriptionId.ShouldBe("sub_1");
        facts.OfType<PaymentLinkFact>().Single().PaymentId.ShouldBe("invoice:in_1");
    }

    [Fact]
    public void Before_2025_03_31_the_invoice_itself_said_so()
    {
        var data = StripeSamples.OldInvoice();
        data["payment_intent"] = "pi_1";
        data["charge"] = "ch_1";
        var link = Reading.StripeFactsOf("invoice.paid", data)[1].ShouldBeOfType<PaymentLinkFact>();
        (link.IntentId, link.PaymentId).ShouldBe(("pi_1", "invoice:in_1"));
    }

    [Theory]
    [InlineData("invoice.upcoming")]
    [InlineData("checkout.session.expired")]
    [InlineData("entitlements.active_entitlement_summary.updated")]
    [InlineData("billing.alert.triggered")]
    [InlineData("a.type.of.next.year")]
    public void Other_types_say_nothing_and_have_no_fault(string type)
    {
        var message = Reading.Stripe(StripeSamples.Event(type, [])).Event.ShouldNotBeNull();
        message.Facts.ShouldBeEmpty();
        message.Fault.ShouldBeNull();
        message.Type.ShouldBe(type);
        message.OccurredAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(StripeSamples.Created));
    }

    [Fact]
    public void The_same_text_in_another_order_is_the_same_fact()
    {
        var data = StripeSamples.Subscription();
        var turned = new JsonObject(
            data.Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
        var one = Subscription("customer.subscription.updated", data);
        var other = Subscription("customer.subscription.updated", turned);
        other.ShouldBe(one);
        one.Version.Tie.ShouldMatch("^[0-9a-f]{64}$");
        Subscription("customer.subscription.updated", StripeSamples.Subscription("past_due")).Version.Tie
            .ShouldNotBe(one.Version.Tie);
    }

    private static SubscriptionFact Subscription(string type, JsonObject data) =>
        Reading.StripeFactsOf(type, data)[0].ShouldBeOfType<SubscriptionFact>();

    private static JsonElement Element(JsonObject json) =>
        JsonDocument.Parse(json.ToJsonString()).RootElement;
}
