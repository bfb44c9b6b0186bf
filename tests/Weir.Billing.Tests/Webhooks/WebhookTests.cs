using System.Text.Json;
using Weir.Billing.Tests.Kit;
using Weir.Core.Billing;

namespace Weir.Billing.Tests.Webhooks;

public sealed class WebhookTests
{
    public static TheoryData<BillingProvider> Providers => [BillingProvider.Stripe, BillingProvider.LemonSqueezy];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_genuine_message_is_stored_before_it_is_acknowledged(BillingProvider provider)
    {
        await using var server = await WebhookServer.StartAsync();
        var answer = await server.SendAsync(HookRequest.Genuine(provider));

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("""{"received":true}""");
        var row = (await server.RowsAsync("row_to_json(e)::text")).Single();
        using var json = JsonDocument.Parse(row);
        json.RootElement.GetProperty("state").GetString().ShouldBe("received");
        json.RootElement.GetProperty("mode").GetString().ShouldBe("test");
        json.RootElement.GetProperty("facts").EnumerateArray().Select(f => f.GetProperty("kind").GetString())
            .ShouldBe(["subscription", "buyer"]);
        row.ShouldNotContain("canary");
        row.ShouldNotContain("4242");
        server.HasCalledOut.ShouldBeFalse();
        string.Join('\n', server.Logs.All).ShouldNotContain("canary");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_repeat_is_acknowledged_and_stored_once(BillingProvider provider)
    {
        await using var server = await WebhookServer.StartAsync();
        var message = HookRequest.Genuine(provider);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.SendAsync(message)));
        answers.ShouldAllBe(answer => answer.Status == 200);
        // Stripe signs each attempt anew.
        var again = message with { Headers = [HookRequest.SignatureHeader(provider, message.Body, second: StripeSamples.Created + 9)] };
        (await server.SendAsync(again)).Status.ShouldBe(200);
        (await server.SendAsync(message with { IsChunked = true })).Status.ShouldBe(200);
        (await server.RowsAsync("e.event_key")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task While_secrets_are_replaced_both_are_good()
    {
        await using var server = await WebhookServer.StartAsync();
        foreach (var secret in new[] { WebhookServer.StripeSecret, WebhookServer.StripeNextSecret })
        {
            var message = HookRequest.Genuine(BillingProvider.Stripe);
            message = message with { Headers = [HookRequest.SignatureHeader(BillingProvider.Stripe, message.Body, secret)] };
            (await server.SendAsync(message)).Status.ShouldBe(200);
        }
        (await server.RowsAsync("e.event_key")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_signed_and_wrong_is_kept_with_its_fault_and_what_is_unknown_is_kept_unread()
    {
        await using var server = await WebhookServer.StartAsync();
        var wrong = StripeSamples.Subscription("canary_status");
        foreach (var message in new[]
        {
            StripeSamples.Event("customer.subscription.updated", wrong, "evt_a"),
            StripeSamples.Event("some.news", new() { ["email"] = "canary@example.org" }, "evt_b"),
        })
        {
            (await server.SendAsync(HookRequest.Of(BillingProvider.Stripe, message))).Status.ShouldBe(200);
        }

        var rows = await server.RowsAsync("concat_ws(' | ', e.event_key, e.event_type, e.state, e.facts::text, e.reason)");
        rows[0].ShouldStartWith("evt_a | customer.subscription.updated | parked | [] | data.object.status must be one of");
        rows[1].ShouldBe("evt_b | some.news | ignored | []");
        string.Join('\n', rows).ShouldNotContain("canary");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Without_a_database_the_provider_is_asked_to_send_it_again(BillingProvider provider)
    {
        await using var server = await WebhookServer.StartAsync(hasDatabase: false);
        var answer = await server.SendAsync(HookRequest.Genuine(provider));
        answer.Status.ShouldBe(503);
        answer.Code.ShouldBe("store_unavailable");
        answer.Head.ShouldContain("Retry-After:");
        // A forged one is refused by its signature even then.
        (await server.SendAsync(HookRequest.Genuine(provider) with { Headers = [] })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_provider_that_is_not_set_up_has_no_webhook()
    {
        await using var server = await WebhookServer.StartAsync(
            hasDatabase: false, configure: options => (options.Stripe, options.LemonSqueezy) = (null, null));
        foreach (var provider in Providers)
            (await server.SendAsync(HookRequest.Genuine(provider))).Code.ShouldBe("not_found");
    }

    [Fact]
    public async Task A_live_server_takes_live_messages_only()
    {
        await using var server = await WebhookServer.StartAsync(mode: BillingMode.Live);
        var live = HookRequest.Message(BillingProvider.Stripe);
        (await server.SendAsync(HookRequest.Of(BillingProvider.Stripe, live))).Status.ShouldBe(400);
        live["livemode"] = true;
        (await server.SendAsync(HookRequest.Of(BillingProvider.Stripe, live))).Status.ShouldBe(200);
        (await server.RowsAsync("e.mode")).ShouldBe(["live"]);
    }
}
