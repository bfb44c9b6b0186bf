using System.Text.Json;

namespace Weir.Sandbox.Tests.Billing;

/// <summary>What the test clock does to subscriptions.</summary>
public sealed class StripeLifeTests : IAsyncLifetime
{
    private BillingServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await BillingServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_year_is_twelve_renewals_each_told_at_its_own_time()
    {
        var id = await _server.SubscribeAsync();
        await _server.AdvanceAsync("stripe", TimeSpan.FromDays(367));
        var webhooks = await _server.ReceiveAsync(12 * 6);
        var renewed = webhooks.Where(webhook => webhook.Type == "customer.subscription.updated").ToList();
        renewed.Count.ShouldBe(12);
        renewed.Select(webhook => webhook.Json.GetProperty("created").GetInt64()).ShouldBeInOrder();
        renewed.Select(webhook => webhook.Json.GetProperty("created").GetInt64()).Distinct().Count().ShouldBe(12);
        var (_, now, _) = await _server.StripeAsync("GET", $"/v1/subscriptions/{id}");
        PeriodEnd(now).ShouldBe(PeriodEnd(renewed[^1].Subject));
    }

    [Fact]
    public async Task A_failed_renewal_is_past_due_and_recovers_by_a_retry()
    {
        var id = await _server.SubscribeAsync();
        await FailRenewalsAsync(1);
        await _server.AdvanceAsync("stripe", TimeSpan.FromDays(32));
        var failed = await _server.ReceiveUntilAsync(webhook => webhook.Type == "customer.subscription.updated");
        failed.Select(webhook => webhook.Type).ShouldBe(
            ["invoice.created", "invoice.finalized", "invoice.payment_failed", "customer.subscription.updated"]);
        failed[^1].Subject.Text("status").ShouldBe("past_due");
        failed[2].Subject.GetProperty("next_payment_attempt").ValueKind.ShouldBe(JsonValueKind.Number);
        await _server.AdvanceAsync("stripe", TimeSpan.FromDays(3));
        (await StatusAsync(id)).ShouldBe("active");
    }

    [Theory]
    [InlineData("end", "canceled")]
    [InlineData("unpaid", "unpaid")]
    [InlineData("past_due", "past_due")]
    public async Task After_the_last_retry_the_stores_choice_follows(string choice, string status)
    {
        var id = await _server.SubscribeAsync();
        await _server.SteerAsync("/billing/stripe/script", new { after_retries = choice });
        await FailRenewalsAsync(10);
        await _server.AdvanceAsync("stripe", TimeSpan.FromDays(45));
        (await StatusAsync(id)).ShouldBe(status);
        var webhooks = await _server.ReceiveAsync(4 + 2 + 2 + 2);
        var last = webhooks.Last(webhook => webhook.Type == "invoice.payment_failed").Subject;
        last.GetProperty("attempt_count").GetInt32().ShouldBe(4);
        last.GetProperty("next_payment_attempt").ValueKind.ShouldBe(JsonValueKind.Null);
        webhooks.Any(webhook => webhook.Type == "customer.subscription.deleted").ShouldBe(choice == "end");
    }

    [Fact]
    public async Task Cancelled_at_the_end_of_the_period_ends_then()
    {
        var id = await _server.SubscribeAsync();
        var (_, cancelled, _) = await _server.StripeAsync(
            "POST", $"/v1/subscriptions/{id}", new() { ["cancel_at_period_end"] = "true" });
        cancelled.Text("status").ShouldBe("active");
        cancelled.GetProperty("cancel_at_period_end").GetBoolean().ShouldBeTrue();
        await _server.AdvanceAsync("stripe", TimeSpan.FromDays(32));
        var webhooks = await _server.ReceiveAsync(2);
        webhooks[0].Json.GetProperty("data").GetProperty("previous_attributes").GetProperty("cancel_at_period_end")
            .GetBoolean().ShouldBeFalse();
        webhooks[1].Type.ShouldBe("customer.subscription.deleted");
        webhooks[1].Subject.Text("status").ShouldBe("canceled");
    }

    [Fact]
    public async Task A_trial_without_a_card_pauses_when_told_to()
    {
        var form = StripeCalls.Checkout();
        form["subscription_data[trial_period_days]"] = "7";
        form["subscription_data[trial_settings][end_behavior][missing_payment_method]"] = "pause";
        form["payment_method_collection"] = "if_required";
        var id = await _server.SubscribeAsync(form);
        await _server.AdvanceAsync("stripe", TimeSpan.FromDays(8));
        (await StatusAsync(id)).ShouldBe("paused");
    }

    [Fact]
    public async Task Changes_in_quick_succession_have_an_order()
    {
        var id = await _server.SubscribeAsync();
        for (var i = 0; i < 4; i++)
        {
            await _server.StripeAsync("POST", $"/v1/subscriptions/{id}", new()
            {
                ["cancel_at_period_end"] = i % 2 == 0 ? "true" : "false",
            });
        }
        var times = (await _server.ReceiveAsync(4)).Select(webhook => webhook.Json.GetProperty("created").GetInt64()).ToList();
        times.Distinct().Count().ShouldBe(4);
        times.ShouldBeInOrder();
    }

    [Fact]
    public async Task A_refund_is_told_with_what_was_given_back_so_far()
    {
        var id = await _server.SubscribeAsync();
        var (_, subscription, _) = await _server.StripeAsync("GET", $"/v1/subscriptions/{id}");
        var invoice = subscription.Text("latest_invoice");
        await _server.SteerAsync("/billing/stripe/refund", new { payment = invoice, amount = 300 });
        await _server.SteerAsync("/billing/stripe/refund", new { payment = invoice });
        var told = await _server.ReceiveAsync(4);
        told.Select(webhook => webhook.Type).ShouldBe(["refund.created", "charge.refunded", "refund.created", "charge.refunded"]);
        told[2].Subject.GetProperty("amount").GetInt64().ShouldBe(600);
        var refunds = told.Where(webhook => webhook.Type == "charge.refunded").ToList();
        refunds.Select(webhook => webhook.Subject.GetProperty("amount_refunded").GetInt64()).ShouldBe([300, 900]);
        refunds.Select(webhook => webhook.Subject.GetProperty("refunded").GetBoolean()).ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_dispute_names_its_payment_intent_and_only_an_invoice_payment_says_what_that_paid()
    {
        var session = await _server.OpenAsync();
        await _server.SteerAsync($"/checkout/{session.Text("id")}/pay", new { outcome = "paid" });
        var bought = await _server.ReceiveUntilAsync(webhook => webhook.Type == "invoice.payment_succeeded");
        var paid = bought.Single(webhook => webhook.Type == "invoice_payment.paid").Subject;
        var (invoice, intent) = (paid.Text("invoice"), paid.GetProperty("payment").Text("payment_intent"));
        bought[^1].Subject.Text("id").ShouldBe(invoice);
        bought[^1].Json.GetRawText().ShouldNotContain(intent);

        await _server.SteerAsync("/billing/stripe/dispute", new { payment = invoice, outcome = "opened" });
        await _server.SteerAsync("/billing/stripe/dispute", new { payment = invoice, outcome = "won" });
        await _server.SteerAsync("/billing/stripe/dispute", new { payment = invoice, outcome = "opened" });
        await _server.SteerAsync("/billing/stripe/dispute", new { payment = invoice, outcome = "lost" });
        await _server.SteerAsync("/billing/stripe/refund", new { payment = invoice });
        var told = await _server.ReceiveAsync(9);
        told.Take(7).Select(webhook => webhook.Type["charge.dispute.".Length..] + " " + webhook.Subject.Text("status")).ShouldBe(
        [
            "created needs_response", "funds_withdrawn needs_response", "closed won", "funds_reinstated won",
            "created needs_response", "funds_withdrawn needs_response", "closed lost",
        ]);
        foreach (var webhook in told)
        {
            webhook.Subject.Text("payment_intent").ShouldBe(intent);
            webhook.Json.GetRawText().ShouldNotContain(invoice);
        }

        var (_, list, _) = await _server.StripeAsync(
            "GET",
            $"/v1/invoice_payments?payment[type]=payment_intent&payment[payment_intent]={intent}&status=paid&expand[]=data.invoice");
        var found = list.GetProperty("data").EnumerateArray().Single();
        found.GetProperty("payment").Text("payment_intent").ShouldBe(intent);
        found.GetProperty("invoice").Text("id").ShouldBe(invoice);
        (_, list, _) = await _server.StripeAsync("GET", $"/v1/invoice_payments?invoice={invoice}");
        list.GetProperty("data")[0].Text("invoice").ShouldBe(invoice);
    }

    [Fact]
    public async Task In_the_portal_a_buyer_changes_cancels_and_keeps()
    {
        var id = await _server.SubscribeAsync();
        var (_, subscription, _) = await _server.StripeAsync("GET", $"/v1/subscriptions/{id}");
        var (_, portal, _) = await _server.StripeAsync("POST", "/v1/billing_portal/sessions", new()
        {
            ["customer"] = subscription.Text("customer"),
            ["return_url"] = "https://shop.example/account",
        });
        var url = portal.Text("url");
        (await _server.Client.GetStringAsync(new Uri(url), Cancel)).ShouldContain("Cancel at the end of the period");
        (await UsePortalAsync(url, id, "cancel")).ShouldBe(303);
        (await UsePortalAsync(url, id, "resume")).ShouldBe(303);
        (await UsePortalAsync(url, id, "change", BillingServer.Yearly)).ShouldBe(303);
        var changes = await _server.ReceiveAsync(3);
        changes.Select(webhook => webhook.Subject.GetProperty("cancel_at_period_end").GetBoolean())
            .ShouldBe([true, false, false]);
        changes[2].Subject.GetProperty("items").GetProperty("data")[0].GetProperty("price").Text("id")
            .ShouldBe(BillingServer.Yearly);
        (await UsePortalAsync(url + "x", id, "cancel")).ShouldBe(404);
        (await UsePortalAsync(url, "sub_of_another", "cancel")).ShouldBe(200);
    }

    private async Task<int> UsePortalAsync(string url, string subscription, string action, string? price = null)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["action"] = action,
            ["price"] = price ?? BillingServer.Monthly,
        });
        using var response = await _server.Client.PostAsync(new Uri($"{url}/{subscription}"), form, Cancel);
        return (int)response.StatusCode;
    }

    private Task<JsonElement> FailRenewalsAsync(int times) =>
        _server.SteerAsync("/billing/stripe/script", new { renewals = new[] { new { outcome = "failed", times } } });

    private async Task<string> StatusAsync(string id)
    {
        var (_, subscription, _) = await _server.StripeAsync("GET", $"/v1/subscriptions/{id}");
        return subscription.Text("status");
    }

    private static long PeriodEnd(JsonElement subscription) =>
        subscription.GetProperty("items").GetProperty("data")[0].GetProperty("current_period_end").GetInt64();
}
