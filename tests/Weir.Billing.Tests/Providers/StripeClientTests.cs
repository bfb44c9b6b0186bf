using Microsoft.Extensions.Logging;
using Weir.Billing.Providers;
using Weir.Billing.Stripe;
using Weir.Billing.Tests.Checkout;
using Weir.Core.Errors;
using Weir.Gateway.Tests.Live;
using Weir.Gateway.Tests.Loopback;

namespace Weir.Billing.Tests.Providers;

/// <summary>What is sent again, with what key, and what the caller hears when it does not help (facts/stripe §1).</summary>
public sealed class StripeClientTests : IAsyncLifetime
{
    private readonly LoopbackServer _stripe = new();
    private readonly LogLines _logs = new();
    private readonly LoggerFactory _loggers;
    private readonly StripeClient _client;

    public StripeClientTests()
    {
        _loggers = new LoggerFactory([_logs]);
        _client = ClientOf(new Uri(_stripe.Url, "/"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _loggers.Dispose();
        await _stripe.DisposeAsync();
    }

    [Theory]
    [InlineData(409, "")]
    [InlineData(429, "Retry-After: 1\r\n")]
    [InlineData(500, "")]
    [InlineData(503, "")]
    [InlineData(400, "Stripe-Should-Retry: true\r\n")]
    public async Task A_passing_fault_is_met_by_the_same_call_with_the_same_key(int status, string headers)
    {
        for (var i = 0; i < 2; i++) _stripe.Enqueue(Wire.StripeError(status, "api_error", headers));
        _stripe.Enqueue(Wire.Session());
        (await PostAsync()).IsSuccess.ShouldBeTrue();
        SentOnce(times: 3);
    }

    [Fact]
    public async Task A_lost_answer_is_met_by_the_same_call_with_the_same_key()
    {
        _stripe.Enqueue(exchange =>
        {
            exchange.Reset();
            return Task.CompletedTask;
        });
        _stripe.Enqueue(exchange => exchange.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{").ContinueWith(
            _ => exchange.Reset(), TaskScheduler.Default));
        _stripe.Enqueue(Wire.Session());
        (await PostAsync()).IsSuccess.ShouldBeTrue();
        SentOnce(times: 3);
    }

    [Theory]
    [InlineData(400, "", ErrorCode.ProviderError)]
    [InlineData(402, "", ErrorCode.ProviderError)]
    [InlineData(401, "", ErrorCode.ProviderUnavailable)]
    [InlineData(403, "", ErrorCode.ProviderUnavailable)]
    [InlineData(500, "Stripe-Should-Retry: false\r\n", ErrorCode.ProviderUnavailable)]
    public async Task What_does_not_pass_is_sent_once(int status, string headers, ErrorCode expected)
    {
        _stripe.Enqueue(Wire.StripeError(status, "invalid_request_error", headers, "resource_missing"));
        var reply = await PostAsync();
        ProviderProblems.Of(reply).Code.ShouldBe(expected);
        SentOnce(times: 1);
        _logs.Text.ShouldNotContain("zqtext");
        _logs.Text.ShouldNotContain("sk_live");
        _logs.Text.Contains("operator must act", StringComparison.Ordinal).ShouldBe(status < 500);
        if (status < 500) _logs.Text.ShouldContain("resource_missing");
    }

    [Fact]
    public async Task Three_attempts_are_all()
    {
        _stripe.Enqueue(Wire.StripeError(503, "api_error"));
        var problem = ProviderProblems.Of(await PostAsync());
        (problem.Code, problem.RetryAfter is not null).ShouldBe((ErrorCode.ProviderUnavailable, true));
        SentOnce(times: 3);
    }

    [Fact]
    public async Task Silence_is_a_time_out()
    {
        using var client = ClientOf(
            new Uri(_stripe.Url, "/"), Shop.Impatient with { AttemptTimeout = TimeSpan.FromMilliseconds(50) });
        _stripe.Enqueue(exchange => exchange.StallAsync());
        var reply = await client.GetSubscriptionAsync("sub_1", Stop);
        ProviderProblems.Of(reply).Code.ShouldBe(ErrorCode.ProviderTimeout);
    }

    [Fact]
    public async Task Nobody_there_is_unavailable()
    {
        using var client = ClientOf(new Uri("http://127.0.0.1:1/"));
        ProviderProblems.Of(await client.GetSubscriptionAsync("sub_1", Stop)).Code.ShouldBe(ErrorCode.ProviderUnavailable);
    }

    [Fact]
    public async Task A_page_instead_of_JSON_is_an_error_and_a_key_does_not_follow_a_redirect()
    {
        _stripe.Enqueue(exchange => exchange.RespondAsync(200, "<html>", "text/html"));
        ProviderProblems.Of(await PostAsync()).Code.ShouldBe(ErrorCode.ProviderError);
        await using var elsewhere = new LoopbackServer(Wire.Session());
        _stripe.Enqueue(exchange => exchange.RespondAsync(307, "{}", headers: $"Location: {elsewhere.Url}\r\n"));
        ProviderProblems.Of(await PostAsync()).Code.ShouldBe(ErrorCode.ProviderError);
        elsewhere.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_caller_who_gives_up_ends_it()
    {
        using var caller = new CancellationTokenSource();
        _stripe.Enqueue(exchange => exchange.StallAsync());
        var call = _client.GetSubscriptionAsync("sub_1", caller.Token);
        await _stripe.CalledAsync();
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Reads_name_what_they_read()
    {
        _stripe.Enqueue(exchange => exchange.RespondAsync(200, "{}"));
        await _client.GetSubscriptionAsync("sub/1", Stop);
        await _client.GetCustomerAsync("cus_1", Stop);
        await _client.ListSubscriptionsAsync(null, Stop);
        await _client.ListSubscriptionsAsync("sub_9", Stop);
        await _client.ListEventsAsync("evt_9", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), Stop);
        _stripe.Calls.Select(call => call.RequestLine).ShouldBe(
        [
            "GET /v1/subscriptions/sub%2F1 HTTP/1.1", "GET /v1/customers/cus_1 HTTP/1.1",
            "GET /v1/subscriptions?limit=100&status=all HTTP/1.1",
            "GET /v1/subscriptions?limit=100&starting_after=sub_9&status=all HTTP/1.1",
            "GET /v1/events?limit=100&starting_after=evt_9&created%5Bgt%5D=1700000000 HTTP/1.1",
        ]);
    }

    private StripeClient ClientOf(Uri url, ProviderTransportOptions? transport = null) => new(
        new StripeOptions { SecretKey = "sk_live_x", BaseUrl = url }, transport ?? Shop.Impatient, TimeProvider.System,
        _loggers.CreateLogger<StripeClient>());

    private Task<ProviderReply> PostAsync() =>
        _client.CreateCheckoutAsync(new StripeForm().With("mode", "subscription"), "key-1", Stop);

    private void SentOnce(int times)
    {
        _stripe.Calls.Count.ShouldBe(times);
        _stripe.Calls.ShouldAllBe(call => call.Headers["Idempotency-Key"] == "key-1" && call.Body == "mode=subscription");
    }
}
