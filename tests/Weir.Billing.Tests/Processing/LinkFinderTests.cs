using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Weir.Billing.Stripe;
using Weir.Billing.Tests.Kit;
using Weir.Billing.Tests.Reconciling;
using Weir.Core.Billing;
using Weir.Data.Billing;

namespace Weir.Billing.Tests.Processing;

/// <summary>A dispute of which no message says what it is about: Stripe is asked.</summary>
public sealed class LinkFinderTests
{
    private int _events;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dispute_waits_until_Stripe_says_what_was_paid_for_and_then_takes_access()
    {
        await using var books = await Books.OpenAsync();
        var customer = await BuyAsync(books);
        await ReceiveAsync(books, "charge.dispute.created", StripeSamples.Dispute());
        var worked = (await books.Queue.WorkAsync(Stop))!;
        (worked.State, worked.Unlinked.Single()).ShouldBe((WorkedState.Waiting, "pi_1"));

        // It does not answer, or not as its API promises: asked again with the next attempt.
        for (var i = 0; i < 3; i++) books.Stripe.Enqueue(exchange => exchange.RespondAsync(500, "{}"));
        await books.Links.FindAsync(worked, Stop);
        books.Stripe.Enqueue(exchange => exchange.RespondAsync(200, """{"data":{}}"""));
        await books.Links.FindAsync(worked, Stop);
        books.Stripe.Enqueue(exchange => exchange.RespondAsync(200, """{"data":[{"object":"invoice_payment"}]}"""));
        await books.Links.FindAsync(worked, Stop);
        (await books.PlanAsync(customer)).ShouldBe("pro active");
        (await AgainAsync(books)).State.ShouldBe(WorkedState.Waiting);

        var found = StripeSamples.InvoicePayment();
        found["invoice"] = InvoiceOf(customer);
        books.Stripe.Enqueue(exchange => exchange.RespondAsync(
            200, new JsonObject { ["object"] = "list", ["has_more"] = false, ["data"] = new JsonArray(found.DeepClone()) }.ToJsonString()));
        await books.Links.FindAsync(worked, Stop);
        Uri.UnescapeDataString(books.Stripe.Calls[^1].RequestLine.Split(' ')[1]).ShouldBe(
            "/v1/invoice_payments?limit=100&payment[type]=payment_intent&payment[payment_intent]=pi_1&status=paid&expand[0]=data.invoice");
        (await books.PlanAsync(customer)).ShouldBe("pro paused");
        (await AgainAsync(books)).State.ShouldBe(WorkedState.Processed);
    }

    [Fact]
    public async Task What_paid_no_invoice_concerns_nobody_and_is_not_asked_again()
    {
        await using var books = await Books.OpenAsync();
        var customer = await BuyAsync(books);
        await ReceiveAsync(books, "charge.dispute.created", StripeSamples.Dispute());
        var worked = (await books.Queue.WorkAsync(Stop))!;
        books.Stripe.Enqueue(exchange => exchange.RespondAsync(200, """{"object":"list","data":[],"has_more":false}"""));
        await books.Links.FindAsync(worked, Stop);
        (await AgainAsync(books)).State.ShouldBe(WorkedState.Processed);
        (await books.PlanAsync(customer)).ShouldBe("pro active");

        var bare = StripeSamples.Dispute();
        (bare["id"], bare["payment_intent"], bare["charge"]) = ("dp_2", null, "ch_2");
        await ReceiveAsync(books, "charge.dispute.created", bare);
        await books.Links.FindAsync((await books.Queue.WorkAsync(Stop))!, Stop);
        (await AgainAsync(books)).State.ShouldBe(WorkedState.Processed);
        books.Stripe.Calls.Count.ShouldBe(1);
    }

    private async Task<Guid> BuyAsync(Books books)
    {
        var customer = await books.CustomerAsync();
        var subscription = StripeSamples.Subscription();
        subscription["metadata"]!["customer_id"] = customer.ToString();
        await ReceiveAsync(books, "customer.subscription.updated", subscription);
        (await books.Queue.WorkAsync(Stop))!.State.ShouldBe(WorkedState.Processed);
        (await books.PlanAsync(customer)).ShouldBe("pro active");
        return customer;
    }

    private async Task ReceiveAsync(Books books, string type, JsonObject data)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"evt_{++_events}");
        var body = Encoding.UTF8.GetBytes(StripeSamples.Event(type, data, id, live: true).ToJsonString());
        await books.Inbox.ReceiveAsync(StripeEvents.Read(body, BillingMode.Live).Event!, Stop);
    }

    private static async Task<WorkedEvent> AgainAsync(Books books)
    {
        books.Time.Advance(TimeSpan.FromMinutes(1));
        return (await books.Queue.WorkAsync(Stop))!;
    }

    private static JsonObject InvoiceOf(Guid customer)
    {
        var invoice = StripeSamples.Invoice();
        invoice["parent"]!["subscription_details"]!["metadata"]!["customer_id"] = customer.ToString();
        return invoice;
    }
}
