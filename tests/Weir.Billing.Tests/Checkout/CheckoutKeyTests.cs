using System.Net;

namespace Weir.Billing.Tests.Checkout;

/// <summary>A key has one checkout, whichever answer was lost.</summary>
public sealed class CheckoutKeyTests
{
    private static readonly object s_pro = new { plan = "pro", success_url = "https://app.test/paid" };
    private static readonly object s_team = new { plan = "team" };

    private readonly Guid _user = Guid.CreateVersion7();

    [Fact]
    public async Task A_repeat_finds_the_session_of_the_first()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Stripe.Enqueue(Wire.Session());
        var first = await shop.CheckoutAsync(_user, s_pro, "k1");
        first.Status.ShouldBe(HttpStatusCode.OK, first.Json.ToString());
        var again = await shop.CheckoutAsync(_user, s_pro, "k1");
        again.Json.ToString().ShouldBe(first.Json.ToString());
        shop.Stripe.Calls.Select(call => call.RequestLine).ShouldBe(
            ["POST /v1/checkout/sessions HTTP/1.1", "GET /v1/checkout/sessions/cs_live_1 HTTP/1.1"]);
    }

    [Fact]
    public async Task A_repeat_finds_the_checkout_of_a_provider_that_knows_no_keys()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Lemon.Enqueue(Wire.LemonCheckout());
        var first = await shop.CheckoutAsync(_user, s_team, "k1");
        var again = await shop.CheckoutAsync(_user, s_team, "k1");
        again.Json.ToString().ShouldBe(first.Json.ToString());
        shop.Lemon.Calls.Select(call => call.RequestLine).ShouldBe(
            ["POST /v1/checkouts HTTP/1.1", "GET /v1/checkouts/9f1c HTTP/1.1"]);
    }

    [Fact]
    public async Task After_a_failure_a_repeat_asks_with_the_same_key_of_Stripes()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Stripe.Enqueue(Wire.StripeError(500, "api_error", "Stripe-Should-Retry: false\r\n"));
        (await shop.CheckoutAsync(_user, s_pro, "k1")).Json.Code().ShouldBe("provider_unavailable");
        shop.Stripe.Enqueue(Wire.Session());
        (await shop.CheckoutAsync(_user, s_pro, "k1")).Status.ShouldBe(HttpStatusCode.OK);
        var keys = shop.Stripe.Calls.Select(call => call.Headers["Idempotency-Key"]).ToList();
        keys.Count.ShouldBe(2);
        keys.Distinct().ShouldHaveSingleItem();

        await shop.CheckoutAsync(Guid.CreateVersion7(), s_pro, "k1");
        await shop.CheckoutAsync(_user, s_pro, "k2");
        await shop.CheckoutAsync(_user, s_pro);
        shop.Stripe.Calls.Select(call => call.Headers["Idempotency-Key"]).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task A_key_of_another_request_is_refused_and_nobody_is_asked()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Stripe.Enqueue(Wire.Session());
        (await shop.CheckoutAsync(_user, s_pro, "k1")).Status.ShouldBe(HttpStatusCode.OK);
        var (status, json) = await shop.CheckoutAsync(_user, s_team, "k1");
        (status, json.Code()).ShouldBe((HttpStatusCode.Conflict, "idempotency_conflict"));
        shop.Stripe.Calls.Count.ShouldBe(1);
        shop.Lemon.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("expired")]
    public async Task A_checkout_that_is_over_is_told_so(string state)
    {
        await using var shop = await Shop.OpenAsync();
        shop.Stripe.Enqueue(Wire.Session());
        await shop.CheckoutAsync(_user, s_pro, "k1");
        shop.Stripe.Enqueue(Wire.Session(status: state));
        var (status, json) = await shop.CheckoutAsync(_user, s_pro, "k1");
        (status, json.Code()).ShouldBe((HttpStatusCode.Conflict, "already_settled"));
    }

    [Fact]
    public async Task What_Stripe_holds_against_a_key_is_a_conflict_of_the_callers()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Stripe.Enqueue(Wire.StripeError(400, "idempotency_error"));
        var (status, json) = await shop.CheckoutAsync(_user, s_pro, "k1");
        (status, json.Code()).ShouldBe((HttpStatusCode.Conflict, "idempotency_conflict"));
        shop.Logs.Text.ShouldNotContain("operator must act");
    }

    [Fact]
    public async Task Callers_that_race_with_one_key_get_one_page()
    {
        await using var shop = await Shop.OpenAsync();
        var made = 0;
        shop.Lemon.Enqueue(exchange => exchange.Call.RequestLine.StartsWith("POST", StringComparison.Ordinal)
            ? Wire.LemonCheckout($"c{Interlocked.Increment(ref made)}")(exchange)
            : Wire.LemonCheckout(exchange.Call.RequestLine.Split(' ')[1].Split('/')[^1])(exchange));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.CheckoutAsync(_user, s_team, "k1")));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        answers.Select(answer => answer.Json.ToString()).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_key_is_forgotten_after_35_days()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Stripe.Enqueue(Wire.Session());
        await shop.CheckoutAsync(_user, s_pro, "k1");
        await shop.SqlAsync("update weir.checkout_keys set created_at = created_at - interval '36 days'");
        shop.Lemon.Enqueue(Wire.LemonCheckout());
        (await shop.CheckoutAsync(_user, s_team, "k1")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
