using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weir.Core.Deployment;
using Weir.Sandbox.Billing;

namespace Weir.Sandbox.Tests.Billing;

/// <summary>How webhooks arrive, and who may be asked to change that.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private static readonly string[] s_inOrder =
    [
        "customer.created", "checkout.session.completed", "customer.subscription.created", "invoice.created",
        "invoice.finalized", "invoice_payment.paid", "invoice.paid", "invoice.payment_succeeded",
    ];

    // Half a minute and more: then what is waited for never comes.
    private const int Looks = 2000;

    private BillingServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await BillingServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Reverse_is_the_last_first()
    {
        await _server.SteerAsync("/billing/stripe/delivery", new { order = "reverse" });
        await PayAsync();
        (await TypesAsync(s_inOrder.Length)).ShouldBe(s_inOrder.Reverse());
    }

    [Fact]
    public async Task Random_is_all_of_them_in_some_order()
    {
        await _server.SteerAsync("/billing/stripe/delivery", new { order = "random" });
        await PayAsync();
        (await TypesAsync(s_inOrder.Length)).ShouldBe(s_inOrder, ignoreOrder: true);
    }

    [Fact]
    public async Task Duplicates_are_the_same_event_again()
    {
        await _server.SteerAsync("/billing/stripe/delivery", new { duplicate = 2 });
        await PayAsync();
        var webhooks = await _server.ReceiveAsync(24);
        webhooks.GroupBy(webhook => webhook.Json.Text("id")).ShouldAllBe(copies => copies.Count() == 3);
    }

    [Fact]
    public async Task Dropped_ones_never_come_and_can_be_sent_again_by_hand()
    {
        await _server.SteerAsync("/billing/stripe/delivery", new { drop = new[] { "invoice.paid" } });
        await PayAsync();
        (await TypesAsync(7)).ShouldBe(s_inOrder.Where(type => type != "invoice.paid"));
        var dropped = (await ListAsync()).Single(webhook => webhook.Text("state") == "dropped");
        await _server.SteerAsync($"/billing/stripe/webhooks/{dropped.Text("id")}/resend", new { });
        (await TypesAsync(1)).ShouldBe(["invoice.paid"]);
    }

    [Fact]
    public async Task A_number_drops_so_many_and_delete_resets()
    {
        await _server.SteerAsync("/billing/stripe/delivery", new { drop = 5 });
        await PayAsync();
        (await TypesAsync(3)).ShouldBe(s_inOrder[5..]);
        await _server.SteerAsync("/billing/stripe/delivery", new { drop = true });
        await PayAsync();
        using var reset = await _server.Client.DeleteAsync(
            new Uri("/sandbox/billing/stripe/delivery", UriKind.Relative), Cancel);
        reset.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await PayAsync();
        (await TypesAsync(s_inOrder.Length)).ShouldBe(s_inOrder);
    }

    [Fact]
    public async Task Delay_is_waited_for_by_the_test_clock()
    {
        await _server.SteerAsync("/billing/stripe/delivery", new { delay_ms = 600_000 });
        await PayAsync();
        (await ListAsync()).ShouldAllBe(webhook => webhook.Text("state") == "waiting");
        await _server.AdvanceAsync("stripe", TimeSpan.FromMinutes(11));
        (await TypesAsync(s_inOrder.Length)).ShouldBe(s_inOrder);
    }

    [Fact]
    public async Task A_refused_webhook_comes_again_when_its_time_has_come_and_is_given_up_at_last()
    {
        _server.AnswerWebhooksWith(500, 301);
        await PayAsync();
        (await TypesAsync(s_inOrder.Length)).ShouldBe(s_inOrder);
        await AdvancePastAttemptAsync(1, TimeSpan.FromHours(1.1));
        (await TypesAsync(2)).ShouldBe(s_inOrder[..2]);
        await ListUntilAsync(list => list.TrueForAll(one => one.Text("state") == "delivered"));

        _server.AnswerWebhooksWith([.. Enumerable.Repeat(503, 24)]);
        await PayAsync();
        await AdvancePastAttemptAsync(1, TimeSpan.FromHours(1.1));
        await AdvancePastAttemptAsync(2, TimeSpan.FromHours(2.1));
        await AdvancePastAttemptAsync(3, TimeSpan.FromHours(9));
        (await TypesAsync(24)).Count.ShouldBe(24);
        var failed = (await ListAsync()).Where(one => one.Text("state") == "failed").ToList();
        failed.Count.ShouldBe(8);
        failed.ShouldAllBe(one => one.GetProperty("answers").GetArrayLength() == 3);
    }

    /// <summary>Waits until so many attempts of each that is not delivered have been noted; only then the clock moves.</summary>
    private async Task AdvancePastAttemptAsync(int attempts, TimeSpan by)
    {
        await ListUntilAsync(list => list.TrueForAll(
            one => one.Text("state") == "delivered" || one.GetProperty("answers").GetArrayLength() == attempts));
        await _server.AdvanceAsync("stripe", by);
    }

    [Theory]
    [InlineData("advance", "{\"seconds\":0}", "seconds")]
    [InlineData("advance", "{\"seconds\":-5}", "seconds")]
    [InlineData("advance", "{}", "seconds")]
    [InlineData("advance", "{\"seconds\":1,\"days\":1}", "days")]
    [InlineData("delivery", "{\"order\":\"upwards\"}", "order")]
    [InlineData("delivery", "{\"duplicate\":-1}", "duplicate")]
    [InlineData("delivery", "{\"drop\":\"all\"}", "drop")]
    [InlineData("delivery", "{\"delay_ms\":1.5}", "delay_ms")]
    [InlineData("script", "{\"renewals\":[{\"outcome\":\"late\"}]}", "renewals[0].outcome")]
    [InlineData("script", "{\"faults\":[{\"status\":200}]}", "faults[0].status")]
    [InlineData("script", "{\"after_retries\":\"forgive\"}", "after_retries")]
    [InlineData("refund", "{\"amount\":1}", "payment")]
    public async Task Wrong_steering_is_refused_by_field(string what, string body, string field)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _server.Client.PostAsync(
            new Uri($"/sandbox/billing/stripe/{what}", UriKind.Relative), content, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancel));
        problem.GetProperty("errors")[0].Text("field").ShouldBe(field);
    }

    [Theory]
    [InlineData("/sandbox/billing/paypal/advance", "{\"seconds\":1}")]
    [InlineData("/sandbox/checkout/cs_test_nobody/pay", "{\"outcome\":\"paid\"}")]
    [InlineData("/sandbox/billing/stripe/refund", "{\"payment\":\"in_nobody\"}")]
    public async Task What_does_not_exist_is_not_found(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _server.Client.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_sold_is_there_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("weir-billing-");
        try
        {
            string id;
            await using (var before = await BillingServer.StartAsync(options => options.StateFolder = folder.FullName))
            {
                id = await before.SubscribeAsync();
                await before.AdvanceAsync("stripe", TimeSpan.FromDays(3));
            }
            await using var after = await BillingServer.StartAsync(options => options.StateFolder = folder.FullName);
            (await after.StripeAsync("GET", $"/v1/subscriptions/{id}")).Status.ShouldBe(200);
            var (_, list, _) = await after.StripeAsync("GET", "/v1/events");
            list.GetProperty("data").GetArrayLength().ShouldBe(8);
            var clock = JsonElement.Parse(await after.Client.GetStringAsync(
                new Uri("/sandbox/billing/stripe/advance", UriKind.Relative), Cancel));
            clock.GetProperty("ahead_seconds").GetInt64().ShouldBe(3 * 86_400);
            File.GetUnixFileMode(Path.Combine(folder.FullName, "stripe.json"))
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Webhooks_that_wait_come_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("weir-billing-");
        try
        {
            List<string> waiting;
            await using (var before = await BillingServer.StartAsync(options => options.StateFolder = folder.FullName))
            {
                // One was refused and is tried again later; the others wait for their time.
                before.AnswerWebhooksWith(500);
                await before.SubscribeAsync();
                await before.SteerAsync("/billing/stripe/delivery", new { delay_ms = 600_000 });
                await PayAsync(before);
                waiting = await WaitingAsync(before, s_inOrder.Length + 1);
                waiting[0].ShouldEndWith(" [500]");
                await before.SteerAsync("/billing/lemonsqueezy/delivery", new { delay_ms = 600_000 });
                await before.SteerAsync($"/checkout/{await before.OpenLemonAsync()}/pay", new { outcome = "paid" });
            }
            await using var after = await BillingServer.StartAsync(options => options.StateFolder = folder.FullName);
            (await WaitingAsync(after, s_inOrder.Length + 1)).ShouldBe(waiting);
            await after.AdvanceAsync("stripe", TimeSpan.FromMinutes(11));
            (await after.ReceiveAsync(s_inOrder.Length)).Select(webhook => webhook.Type).ShouldBe(s_inOrder);
            await after.AdvanceAsync("stripe", TimeSpan.FromHours(1));
            (await after.ReceiveAsync(1)).ShouldHaveSingleItem().Type.ShouldBe(s_inOrder[0]);
            await after.AdvanceAsync("lemonsqueezy", TimeSpan.FromMinutes(11));
            (await after.ReceiveAsync(5))[0].EventName.ShouldBe("order_created");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_answer_under_an_idempotency_key_is_there_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("weir-billing-");
        try
        {
            string id;
            await using (var before = await BillingServer.StartAsync(options => options.StateFolder = folder.FullName))
                id = (await before.StripeAsync("POST", "/v1/checkout/sessions", StripeCalls.Checkout(), "k1")).Body.Text("id");
            await using var after = await BillingServer.StartAsync(options => options.StateFolder = folder.FullName);
            var (_, again, headers) = await after.StripeAsync("POST", "/v1/checkout/sessions", StripeCalls.Checkout(), "k1");
            again.Text("id").ShouldBe(id);
            headers.Contains("Idempotent-Replayed").ShouldBeTrue();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Production_has_no_stand_ins()
    {
        var options = new SandboxBillingOptions
        {
            Mode = WeirMode.Production,
            Url = "http://127.0.0.1:1",
            StripeWebhookSecret = "whsec_123",
            LemonSqueezyWebhookSecret = "secret",
        };
        Should.Throw<InvalidOperationException>(() => new ServiceCollection().AddSandboxBilling(options));
        options.Mode = WeirMode.Development;
        new ServiceCollection().AddSandboxBilling(options).Count.ShouldBePositive();
        options.StripeWebhookSecret = "";
        options.LemonSqueezyStoreId = "main";
        var wrong = Should.Throw<ArgumentException>(() => new ServiceCollection().AddSandboxBilling(options)).Message;
        wrong.ShouldContain("StripeWebhookSecret");
        wrong.ShouldContain("LemonSqueezyStoreId");
    }

    private Task PayAsync() => PayAsync(_server);

    private static async Task PayAsync(BillingServer server)
    {
        var session = await server.OpenAsync();
        await server.SteerAsync($"/checkout/{session.Text("id")}/pay", new { outcome = "paid" });
    }

    /// <summary>Those of Stripe that wait, with their answers so far, once there are so many.</summary>
    private static async Task<List<string>> WaitingAsync(BillingServer server, int count)
    {
        List<string> waiting = [];
        for (var look = 0; look < Looks && waiting.Count != count; look++)
        {
            if (look > 0) await Task.Delay(20, Cancel);
            waiting = [.. (await ListAsync(server)).Where(one => one.Text("state") == "waiting")
                .Select(one => $"{one.Text("id")} {one.GetProperty("answers").GetRawText()}")];
        }
        waiting.Count.ShouldBe(count);
        return waiting;
    }

    private async Task<List<string>> TypesAsync(int count) =>
        [.. (await _server.ReceiveAsync(count)).Select(webhook => webhook.Type)];

    private Task<List<JsonElement>> ListAsync() => ListAsync(_server);

    private static async Task<List<JsonElement>> ListAsync(BillingServer server)
    {
        var text = await server.Client.GetStringAsync(new Uri("/sandbox/billing/stripe/webhooks", UriKind.Relative), Cancel);
        return [.. JsonElement.Parse(text).GetProperty("data").EnumerateArray()];
    }

    private async Task<List<JsonElement>> ListUntilAsync(Predicate<List<JsonElement>> fits)
    {
        var list = await ListAsync();
        for (var look = 0; look < Looks && !fits(list); look++)
        {
            await Task.Delay(20, Cancel);
            list = await ListAsync();
        }
        fits(list).ShouldBeTrue();
        return list;
    }
}
