using System.Net;

namespace Weir.Billing.Tests.Checkout;

public sealed class PortalTests
{
    private readonly Guid _user = Guid.CreateVersion7();

    [Fact]
    public async Task Stripes_portal_is_made_for_each_request()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BuyerAsync(_user, "stripe", "cus_1");
        shop.Stripe.Enqueue(exchange => exchange.RespondAsync(200, """{"id":"bps_1","url":"https://billing.stripe.test/p"}"""));
        var (status, json) = await shop.CallAsync(
            _user, HttpMethod.Post, "/v1/billing/portal", new { return_url = "https://app.test/account" });
        (status, json.ToString()).ShouldBe((HttpStatusCode.OK, """{"url":"https://billing.stripe.test/p"}"""));
        var call = shop.Stripe.Calls.Single();
        call.RequestLine.ShouldBe("POST /v1/billing_portal/sessions HTTP/1.1");
        call.Form().ShouldBe(
            new Dictionary<string, string> { ["customer"] = "cus_1", ["return_url"] = "https://app.test/account" }, ignoreOrder: true);

        (await shop.CallAsync(_user, HttpMethod.Post, "/v1/billing/portal")).Status.ShouldBe(HttpStatusCode.OK);
        shop.Stripe.Calls.Select(c => c.Headers["Idempotency-Key"]).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Lemon_Squeezys_portal_is_read_from_its_customer()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BuyerAsync(_user, "lemonsqueezy", "77");
        shop.Lemon.Enqueue(exchange => exchange.RespondAsync(
            200, """{"data":{"type":"customers","id":"77","attributes":{"urls":{"customer_portal":"https://store.test/billing"}}}}"""));
        var (status, json) = await shop.CallAsync(_user, HttpMethod.Post, "/v1/billing/portal");
        (status, json.ToString()).ShouldBe((HttpStatusCode.OK, """{"url":"https://store.test/billing"}"""));
        shop.Lemon.Calls.Single().RequestLine.ShouldBe("GET /v1/customers/77 HTTP/1.1");

        shop.Lemon.Enqueue(exchange => exchange.RespondAsync(
            200, """{"data":{"type":"customers","id":"77","attributes":{"urls":{"customer_portal":null}}}}"""));
        (await shop.CallAsync(_user, HttpMethod.Post, "/v1/billing/portal")).Json.Code().ShouldBe("not_found");
    }

    [Fact]
    public async Task The_portal_is_where_something_is_paid_for()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BuyerAsync(_user, "lemonsqueezy", "77");
        await shop.BuyerAsync(_user, "stripe", "cus_later");
        await shop.SqlAsync(SubscriptionTests.Row("lemonsqueezy", "5", _user, "77"));
        shop.Lemon.Enqueue(exchange => exchange.RespondAsync(
            200, """{"data":{"attributes":{"urls":{"customer_portal":"https://store.test/billing"}}}}"""));
        (await shop.CallAsync(_user, HttpMethod.Post, "/v1/billing/portal")).Status.ShouldBe(HttpStatusCode.OK);
        shop.Stripe.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_buyer_there_is_nothing_to_manage()
    {
        await using var shop = await Shop.OpenAsync(options => options.LemonSqueezy = null);
        await shop.BuyerAsync(Guid.CreateVersion7(), "stripe", "cus_other");
        await shop.BuyerAsync(_user, "stripe", "cus_test", mode: "test");
        await shop.BuyerAsync(_user, "lemonsqueezy", "77");
        var (status, json) = await shop.CallAsync(_user, HttpMethod.Post, "/v1/billing/portal");
        (status, json.Code()).ShouldBe((HttpStatusCode.NotFound, "not_found"));
        shop.Stripe.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Faults_are_named()
    {
        await using var shop = await Shop.OpenAsync();
        var (status, json) = await shop.CallAsync(
            _user, HttpMethod.Post, "/v1/billing/portal", new { return_url = "http://app.test", customer = "cus_1" });
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        json.Fields().ShouldBe(["return_url", "customer"]);
    }
}
