using System.Text.Json;

namespace Weir.Sandbox.Tests.Billing;

/// <summary>The API's manners: keys, parameters, errors, idempotency, pages.</summary>
public sealed class StripeWireTests : IAsyncLifetime
{
    private BillingServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await BillingServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sk_test_sandboy")]
    [InlineData("sk_live_0123456789abcdef")]
    public async Task Only_the_right_key_opens(string? key)
    {
        var (status, body, _) = await _server.StripeAsync("POST", "/v1/checkout/sessions", StripeCalls.Checkout(), key: key);
        status.ShouldBe(401);
        body.GetProperty("error").Text("type").ShouldBe("invalid_request_error");
    }

    [Theory]
    [InlineData("surprise", "1", "parameter_unknown", "surprise")]
    [InlineData("line_items[0][colour]", "red", "parameter_unknown", "line_items[0][colour]")]
    [InlineData("line_items[0][price]", "price_nobody", "resource_missing", "line_items[0][price]")]
    [InlineData("line_items[0][quantity]", "many", "parameter_invalid_integer", "line_items[0][quantity]")]
    [InlineData("success_url", "not a url", "url_invalid", "success_url")]
    [InlineData("success_url", "javascript:alert(1)", "url_invalid", "success_url")]
    [InlineData("client_reference_id", "", "parameter_invalid_empty", "client_reference_id")]
    [InlineData("mode", "gift", null, "mode")]
    [InlineData("customer", "cus_nobody", "resource_missing", "customer")]
    [InlineData("subscription_data[trial_period_days]", "800", null, "subscription_data[trial_period_days]")]
    public async Task A_wrong_parameter_is_named(string name, string value, string? code, string param)
    {
        var form = StripeCalls.Checkout();
        form[name] = value;
        var (status, body, _) = await _server.StripeAsync("POST", "/v1/checkout/sessions", form);
        status.ShouldBe(400, body.GetRawText());
        var error = body.GetProperty("error");
        error.Text("param").ShouldBe(param);
        if (code is null) error.TryGetProperty("code", out _).ShouldBeFalse();
        else error.Text("code").ShouldBe(code);
    }

    [Theory]
    [InlineData("success_url")]
    [InlineData("mode")]
    public async Task A_missing_parameter_is_named(string name)
    {
        var form = StripeCalls.Checkout();
        form.Remove(name);
        var (status, body, _) = await _server.StripeAsync("POST", "/v1/checkout/sessions", form);
        status.ShouldBe(400);
        body.GetProperty("error").Text("code").ShouldBe("parameter_missing");
        body.GetProperty("error").Text("param").ShouldBe(name);
    }

    [Fact]
    public async Task A_repeat_under_its_key_is_answered_and_not_done_again()
    {
        var (_, first, firstHeaders) = await _server.StripeAsync("POST", "/v1/checkout/sessions", StripeCalls.Checkout(), "key-1");
        var (status, second, headers) = await _server.StripeAsync("POST", "/v1/checkout/sessions", StripeCalls.Checkout(), "key-1");
        status.ShouldBe(200);
        second.Text("id").ShouldBe(first.Text("id"));
        firstHeaders.Contains("Idempotent-Replayed").ShouldBeFalse();
        headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        var (other, refused, _) = await _server.StripeAsync(
            "POST", "/v1/checkout/sessions", StripeCalls.Checkout(BillingServer.Yearly), "key-1");
        other.ShouldBe(400);
        refused.GetProperty("error").Text("type").ShouldBe("idempotency_error");
    }

    [Fact]
    public async Task Refused_parameters_do_not_use_a_key_up()
    {
        var wrong = StripeCalls.Checkout("price_nobody");
        (await _server.StripeAsync("POST", "/v1/checkout/sessions", wrong, "key-2")).Status.ShouldBe(400);
        (await _server.StripeAsync("POST", "/v1/checkout/sessions", StripeCalls.Checkout(), "key-2")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_call_whose_answer_is_lost_was_carried_out()
    {
        await _server.SteerAsync("/billing/stripe/script", new
        {
            faults = new[] { new { match = new { method = "POST", path = "/v1/checkout" }, lose_answer = true } },
        });
        await Should.ThrowAsync<HttpRequestException>(
            () => _server.StripeAsync("POST", "/v1/checkout/sessions", StripeCalls.Checkout(), "key-3"));
        var (status, _, headers) = await _server.StripeAsync("POST", "/v1/checkout/sessions", StripeCalls.Checkout(), "key-3");
        status.ShouldBe(200);
        headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
    }

    [Theory]
    [InlineData(429, "true")]
    [InlineData(500, "true")]
    [InlineData(402, "false")]
    public async Task A_scripted_call_is_refused_as_often_as_it_says(int status, string shouldRetry)
    {
        await _server.SteerAsync("/billing/stripe/script", new { faults = new[] { new { status, times = 1 } } });
        var (refused, _, headers) = await _server.StripeAsync("GET", "/v1/subscriptions");
        refused.ShouldBe(status);
        headers.GetValues("Stripe-Should-Retry").ShouldBe([shouldRetry]);
        (await _server.StripeAsync("GET", "/v1/subscriptions")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Lists_are_paged_by_cursor()
    {
        for (var i = 0; i < 3; i++) await _server.SubscribeAsync();
        var (_, first, _) = await _server.StripeAsync("GET", "/v1/subscriptions?status=all&limit=2");
        first.GetProperty("has_more").GetBoolean().ShouldBeTrue();
        var seen = Ids(first);
        var (_, second, _) = await _server.StripeAsync("GET", $"/v1/subscriptions?status=all&limit=2&starting_after={seen[^1]}");
        second.GetProperty("has_more").GetBoolean().ShouldBeFalse();
        seen.Concat(Ids(second)).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Events_are_kept_as_they_were_sent()
    {
        var session = await _server.OpenAsync();
        await _server.SteerAsync($"/checkout/{session.Text("id")}/pay", new { outcome = "paid" });
        var sent = await _server.ReceiveAsync(8);
        var (_, list, _) = await _server.StripeAsync("GET", "/v1/events?type=customer.subscription.created");
        var kept = list.GetProperty("data").EnumerateArray().ShouldHaveSingleItem();
        kept.GetRawText().ShouldBe(sent[2].Json.GetRawText());
    }

    [Fact]
    public async Task Reported_usage_is_counted_once_for_an_identifier()
    {
        var form = new Dictionary<string, string>
        {
            ["event_name"] = "ai_overage",
            ["payload[stripe_customer_id]"] = "cus_1",
            ["payload[value]"] = "12",
            ["identifier"] = "row-1",
        };
        var (status, usage, _) = await _server.StripeAsync("POST", "/v1/billing/meter_events", form);
        status.ShouldBe(200);
        usage.Text("identifier").ShouldBe("row-1");
        (await _server.StripeAsync("POST", "/v1/billing/meter_events", form)).Status.ShouldBe(400);
        form["identifier"] = "row-2";
        form["timestamp"] = "1000000000";
        (await _server.StripeAsync("POST", "/v1/billing/meter_events", form)).Body.GetProperty("error").Text("param")
            .ShouldBe("timestamp");
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        foreach (var path in new[] { "/v1/subscriptions/sub_1", "/v1/customers/cus_1", "/v1/checkout/sessions/cs_1", "/v1/nothing" })
            (await _server.StripeAsync("GET", path)).Status.ShouldBe(404, path);
    }

    private static List<string> Ids(JsonElement list) =>
        [.. list.GetProperty("data").EnumerateArray().Select(one => one.Text("id"))];
}
