using System.Security.Cryptography;
using System.Text;

namespace Weir.Sandbox.Tests.Billing;

/// <summary>From the session to the signed webhooks.</summary>
public sealed class StripeCheckoutTests : IAsyncLifetime
{
    private BillingServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await BillingServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_paid_checkout_makes_what_Stripe_makes_and_tells_it_signed()
    {
        var session = await _server.OpenAsync();
        session.Text("id").ShouldStartWith("cs_test_");
        session.Text("status").ShouldBe("open");
        session.Text("payment_status").ShouldBe("unpaid");
        session.GetProperty("livemode").GetBoolean().ShouldBeFalse();

        var paid = await _server.SteerAsync($"/checkout/{session.Text("id")}/pay", new { outcome = "paid" });
        paid.Text("status").ShouldBe("complete");
        paid.Text("return_url").ShouldBe($"https://shop.example/done?session={session.Text("id")}");

        var webhooks = await _server.ReceiveUntilAsync(webhook => webhook.Type == "invoice.payment_succeeded");
        webhooks.Select(webhook => webhook.Type).ShouldBe(
        [
            "customer.created", "checkout.session.completed", "customer.subscription.created", "invoice.created",
            "invoice.finalized", "invoice_payment.paid", "invoice.paid", "invoice.payment_succeeded",
        ]);
        foreach (var webhook in webhooks) IsSigned(webhook).ShouldBeTrue(webhook.Type);
        var done = webhooks[1].Subject;
        done.Text("client_reference_id").ShouldBe(StripeCalls.Customer);
        done.Text("payment_status").ShouldBe("paid");
        done.Text("subscription").ShouldBe(paid.Text("subscription"));
        var subscription = webhooks[2].Subject;
        subscription.Text("status").ShouldBe("active");
        subscription.GetProperty("metadata").Text("customer_id").ShouldBe(StripeCalls.Customer);
        subscription.TryGetProperty("current_period_end", out _).ShouldBeFalse();
        var item = subscription.GetProperty("items").GetProperty("data")[0];
        item.GetProperty("price").Text("id").ShouldBe(BillingServer.Monthly);
        item.GetProperty("current_period_end").GetInt64().ShouldBeGreaterThan(
            item.GetProperty("current_period_start").GetInt64());
        var invoice = webhooks[6].Subject;
        invoice.GetProperty("amount_paid").GetInt64().ShouldBe(900);
        invoice.GetProperty("parent").GetProperty("subscription_details").Text("subscription")
            .ShouldBe(paid.Text("subscription"));
    }

    [Fact]
    public async Task A_declined_card_buys_nothing_and_the_session_stays_open()
    {
        var session = await _server.OpenAsync();
        var declined = await _server.SteerAsync($"/checkout/{session.Text("id")}/pay", new { outcome = "failed" });
        declined.Text("status").ShouldBe("open");
        declined.GetProperty("paid").GetBoolean().ShouldBeFalse();
        var (_, list, _) = await _server.StripeAsync("GET", "/v1/subscriptions?status=all");
        list.GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Paying_twice_buys_once()
    {
        var session = await _server.OpenAsync();
        var first = await _server.SteerAsync($"/checkout/{session.Text("id")}/pay", new { outcome = "paid" });
        var second = await _server.SteerAsync($"/checkout/{session.Text("id")}/pay", new { outcome = "paid" });
        second.GetProperty("paid").GetBoolean().ShouldBeFalse();
        second.Text("subscription").ShouldBe(first.Text("subscription"));
        var (_, list, _) = await _server.StripeAsync("GET", "/v1/subscriptions");
        list.GetProperty("data").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_person_can_pay_on_the_page_itself()
    {
        var session = await _server.OpenAsync();
        var page = await _server.Client.GetStringAsync(new Uri(session.Text("url")), Cancel);
        page.ShouldContain("Managed AI");
        page.ShouldContain("9.00 USD a month");
        page.ShouldContain($"action=\"/sandbox/checkout/{session.Text("id")}/pay\"");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["outcome"] = "paid",
            ["email"] = "ada@example.com",
        });
        using var response = await _server.Client.PostAsync(
            new Uri($"/sandbox/checkout/{session.Text("id")}/pay", UriKind.Relative), form, Cancel);
        ((int)response.StatusCode).ShouldBe(303);
        response.Headers.Location!.OriginalString.ShouldBe($"https://shop.example/done?session={session.Text("id")}");
    }

    [Fact]
    public async Task Words_of_the_seller_stay_words_on_the_page()
    {
        var form = StripeCalls.Checkout();
        form["cancel_url"] = "https://shop.example/?q=\"><script>alert(1)</script>";
        var session = await _server.OpenAsync(form);
        var page = await _server.Client.GetStringAsync(new Uri(session.Text("url")), Cancel);
        page.ShouldNotContain("<script>");
    }

    [Fact]
    public async Task A_trial_costs_nothing_until_it_ends()
    {
        var form = StripeCalls.Checkout();
        form["subscription_data[trial_period_days]"] = "14";
        var id = await _server.SubscribeAsync(form);
        var (_, trial, _) = await _server.StripeAsync("GET", $"/v1/subscriptions/{id}");
        trial.Text("status").ShouldBe("trialing");
        await _server.AdvanceAsync("stripe", TimeSpan.FromDays(15));
        var webhooks = await _server.ReceiveUntilAsync(webhook => webhook.Type == "customer.subscription.updated");
        webhooks.Select(webhook => webhook.Type).ShouldBe(
        [
            "customer.subscription.trial_will_end", "invoice.created", "invoice.finalized", "invoice_payment.paid", "invoice.paid",
            "invoice.payment_succeeded", "customer.subscription.updated",
        ]);
        webhooks[^1].Subject.Text("status").ShouldBe("active");
    }

    [Fact]
    public async Task A_session_that_nobody_pays_expires()
    {
        var session = await _server.OpenAsync();
        await _server.AdvanceAsync("stripe", TimeSpan.FromHours(25));
        var (_, expired, _) = await _server.StripeAsync("GET", $"/v1/checkout/sessions/{session.Text("id")}");
        expired.Text("status").ShouldBe("expired");
        var late = await _server.SteerAsync($"/checkout/{session.Text("id")}/pay", new { outcome = "paid" });
        late.GetProperty("paid").GetBoolean().ShouldBeFalse();
        (await _server.ReceiveAsync(1))[0].Type.ShouldBe("checkout.session.expired");
    }

    private static bool IsSigned(ReceivedWebhook webhook)
    {
        var parts = webhook.Headers["Stripe-Signature"].Split(',').Select(part => part.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        byte[] signed = [.. Encoding.UTF8.GetBytes(parts["t"] + "."), .. webhook.Body];
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(BillingServer.StripeSecret), signed);
        return parts["v1"] == Convert.ToHexStringLower(expected);
    }
}
