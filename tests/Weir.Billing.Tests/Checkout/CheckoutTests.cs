using System.Net;
using Weir.Core.Billing;
using Weir.Core.Deployment;

namespace Weir.Billing.Tests.Checkout;

public sealed class CheckoutTests
{
    private static readonly object s_pro = new { plan = "pro", success_url = "https://app.test/paid?s={CHECKOUT_SESSION_ID}" };

    private readonly Guid _user = Guid.CreateVersion7();

    [Fact]
    public async Task Stripe_is_asked_for_a_session_that_carries_the_customer_and_the_plans_price()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Stripe.Enqueue(Wire.Session());
        var (status, json) = await shop.CheckoutAsync(
            _user, new { plan = "pro", success_url = "https://app.test/paid?s={CHECKOUT_SESSION_ID}", cancel_url = "https://app.test/x" });
        status.ShouldBe(HttpStatusCode.OK, json.ToString());
        json.ToString().ShouldBe(
            """{"url":"https://checkout.stripe.test/cs_live_1","provider":"stripe","id":"cs_live_1"}""");

        var call = shop.Stripe.Calls.Single();
        call.RequestLine.ShouldBe("POST /v1/checkout/sessions HTTP/1.1");
        call.Headers["Authorization"].ShouldBe($"Bearer {Shop.StripeKey}");
        call.Headers["Stripe-Version"].ShouldBe("2026-10-28.endive");
        call.Headers["Content-Type"].ShouldBe("application/x-www-form-urlencoded");
        call.Headers["Idempotency-Key"].Length.ShouldBe(36);
        call.Form().ShouldBe(
            new Dictionary<string, string>
            {
                ["mode"] = "subscription",
                ["line_items[0][price]"] = "price_pro",
                ["line_items[0][quantity]"] = "1",
                ["success_url"] = "https://app.test/paid?s={CHECKOUT_SESSION_ID}",
                ["cancel_url"] = "https://app.test/x",
                ["client_reference_id"] = _user.ToString(),
                ["metadata[customer_id]"] = _user.ToString(),
                ["metadata[user_id]"] = _user.ToString(),
                ["subscription_data[metadata][customer_id]"] = _user.ToString(),
                ["subscription_data[metadata][user_id]"] = _user.ToString(),
            },
            ignoreOrder: true);
        shop.Logs.Text.ShouldNotContain("zqcanary");
    }

    [Fact]
    public async Task Lemon_Squeezy_is_asked_for_a_checkout_of_the_variant_in_our_store()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Lemon.Enqueue(Wire.LemonCheckout());
        var (status, json) = await shop.CheckoutAsync(_user, new { plan = "team", success_url = "https://app.test/paid" });
        status.ShouldBe(HttpStatusCode.OK, json.ToString());
        json.ToString().ShouldBe(
            """{"url":"https://store.lemonsqueezy.test/checkout/9f1c","provider":"lemonsqueezy","id":"9f1c"}""");

        var call = shop.Lemon.Calls.Single();
        call.RequestLine.ShouldBe("POST /v1/checkouts HTTP/1.1");
        call.Headers["Authorization"].ShouldBe($"Bearer {Shop.LemonSqueezyKey}");
        call.Headers["Accept"].ShouldBe("application/vnd.api+json");
        call.Headers["Content-Type"].ShouldBe("application/vnd.api+json");
        call.Body.ShouldBe(
            """{"data":{"type":"checkouts","attributes":{"product_options":{"redirect_url":"https://app.test/paid"},"checkout_data":{"custom":{"customer_id":"USER","user_id":"USER"}},"test_mode":false},"relationships":{"store":{"data":{"type":"stores","id":"7"}},"variant":{"data":{"type":"variants","id":"12"}}}}}"""
                .Replace("USER", _user.ToString(), StringComparison.Ordinal));
        shop.Logs.Text.ShouldNotContain("zqcanary");
    }

    [Fact]
    public async Task Both_sell_it_so_Stripe_does_unless_the_other_one_is_named()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Lemon.Enqueue(Wire.LemonCheckout());
        var (status, json) = await shop.CheckoutAsync(_user, new { plan = "pro", provider = "lemonsqueezy" });
        status.ShouldBe(HttpStatusCode.OK, json.ToString());
        shop.Lemon.Calls.Single().Json.GetProperty("data").GetProperty("relationships").GetProperty("variant")
            .GetProperty("data").GetProperty("id").GetString().ShouldBe("11");
        shop.Stripe.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_test_mode_the_test_price_is_sold()
    {
        await using var shop = await Shop.OpenAsync(options =>
        {
            options.Mode = BillingMode.Test;
            options.Stripe!.SecretKey = "sk_test_zqcanary";
        });
        shop.Stripe.Enqueue(Wire.Session());
        (await shop.CheckoutAsync(_user, s_pro)).Status.ShouldBe(HttpStatusCode.OK);
        shop.Stripe.Calls.Single().Form()["line_items[0][price]"].ShouldBe("price_pro_test");
    }

    [Fact]
    public async Task A_buyer_that_is_known_is_used_again()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BuyerAsync(_user, "stripe", "cus_deleted", deleted: true);
        await shop.BuyerAsync(_user, "stripe", "cus_test", mode: "test");
        await shop.BuyerAsync(Guid.CreateVersion7(), "stripe", "cus_other");
        await shop.BuyerAsync(_user, "stripe", "cus_1");
        shop.Stripe.Enqueue(Wire.Session());
        (await shop.CheckoutAsync(_user, s_pro)).Status.ShouldBe(HttpStatusCode.OK);
        shop.Stripe.Calls.Single().Form()["customer"].ShouldBe("cus_1");
    }

    [Fact]
    public async Task Faults_are_named_by_field_and_nobody_is_asked()
    {
        await using var shop = await Shop.OpenAsync();
        var (status, json) = await shop.CheckoutAsync(_user, new { plan = "starter", price = "price_1" });
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        json.Fields().ShouldBe(["price", "plan"], ignoreOrder: true);
        json.ToString().ShouldContain("must be one that can be bought: pro, team");
        (await shop.CheckoutAsync(_user, new { success_url = "https://app.test" })).Json.Fields().ShouldBe(["plan"]);
        (await shop.CheckoutAsync(_user, new { plan = "pro" })).Json.Fields().ShouldBe(["success_url"]);
        (await shop.CheckoutAsync(_user, new { plan = "team", provider = "stripe" })).Json.Fields().ShouldBe(["provider"]);
        (await shop.CheckoutAsync(_user, new { plan = "pro", provider = "paypal" })).Json.Fields().ShouldContain("provider");
        shop.Stripe.Calls.Count.ShouldBe(0);
        shop.Lemon.Calls.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("http://app.test/paid")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/paid")]
    [InlineData("https://me:pw@app.test/")]
    [InlineData("https://app.test/ x")]
    public async Task An_address_to_return_to_is_https(string address)
    {
        await using var shop = await Shop.OpenAsync();
        var (status, json) = await shop.CheckoutAsync(
            _user, new { plan = "pro", success_url = address, cancel_url = "https://app.test/" + new string('x', 2000) });
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        json.Fields().ShouldContain("success_url");
        json.Fields().ShouldContain("cancel_url");
        json.ToString().ShouldNotContain(address);
    }

    [Fact]
    public async Task Development_returns_to_plain_http_and_to_the_servers_own_address()
    {
        await using var shop = await Shop.OpenAsync(
            options => options.ReturnUrl = new Uri("http://127.0.0.1:5173/app"), WeirMode.Development);
        shop.Stripe.Enqueue(Wire.Session());
        (await shop.CheckoutAsync(_user, new { plan = "pro", cancel_url = "http://127.0.0.1:5173/" })).Status
            .ShouldBe(HttpStatusCode.OK);
        shop.Stripe.Calls.Single().Form()["success_url"].ShouldBe("http://127.0.0.1:5173/app");
    }

    [Fact]
    public async Task Only_owners_and_admins_buy_and_only_for_their_own_customer()
    {
        await using var shop = await Shop.OpenAsync();
        var owner = Guid.CreateVersion7();
        await shop.CallAsync(owner, HttpMethod.Get, "/v1/billing/subscription");
        await shop.SqlAsync(
            $"insert into weir.members (customer_id, user_id, role, created_at) values ('{owner}', '{_user}', 'member', now())");
        var (status, json) = await shop.CheckoutAsync(_user, s_pro, customer: owner);
        (status, json.Code()).ShouldBe((HttpStatusCode.Forbidden, "role_required"));
        (status, json) = await shop.CallAsync(_user, HttpMethod.Post, "/v1/billing/portal", customer: owner);
        (status, json.Code()).ShouldBe((HttpStatusCode.Forbidden, "role_required"));
        (status, json) = await shop.CheckoutAsync(Guid.CreateVersion7(), s_pro, customer: owner);
        (status, json.Code()).ShouldBe((HttpStatusCode.NotFound, "not_found"));
        (status, json) = await shop.CallAsync(null, HttpMethod.Post, "/v1/billing/checkout", s_pro);
        (status, json.Code()).ShouldBe((HttpStatusCode.Unauthorized, "missing_token"));
        shop.Stripe.Calls.ShouldBeEmpty();

        await shop.SqlAsync($"update weir.members set role = 'admin' where user_id = '{_user}' and customer_id = '{owner}'");
        shop.Stripe.Enqueue(Wire.Session());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await shop.CheckoutAsync(_user, s_pro, customer: owner)).Status != HttpStatusCode.OK)
            await Task.Delay(20, patience.Token);
        var form = shop.Stripe.Calls.Single().Form();
        form["client_reference_id"].ShouldBe(owner.ToString());
        form["metadata[user_id]"].ShouldBe(_user.ToString());
    }

    [Theory]
    [InlineData("active", "null", true)]
    [InlineData("trialing", "null", true)]
    [InlineData("past_due", "null", true)]
    [InlineData("unpaid", "null", true)]
    [InlineData("paused", "null", true)]
    [InlineData("active", "now() + interval '1 day'", true)]
    [InlineData("active", "now() - interval '1 day'", false)]
    [InlineData("incomplete", "null", false)]
    [InlineData("ended", "null", false)]
    [InlineData("never_paid", "null", false)]
    public async Task Who_pays_a_subscription_is_sent_to_the_portal_and_not_to_a_second_one(string state, string endsAt, bool isRefused)
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BuyerAsync(_user, "lemonsqueezy", "77");
        await shop.SqlAsync(SubscriptionTests.Row("lemonsqueezy", "5", null, "77", state, endsAt: endsAt));
        shop.Stripe.Enqueue(Wire.Session());
        var (status, json) = await shop.CheckoutAsync(_user, s_pro);
        status.ShouldBe(isRefused ? HttpStatusCode.Conflict : HttpStatusCode.OK, json.ToString());
        if (isRefused)
        {
            json.Code().ShouldBe("already_settled");
            json.GetProperty("detail").GetString()!.ShouldContain("/v1/billing/portal");
        }
        shop.Stripe.Calls.Count.ShouldBe(isRefused ? 0 : 1);
    }

    [Fact]
    public async Task A_page_that_was_opened_before_another_was_paid_is_not_shown_again()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Stripe.Enqueue(Wire.Session());
        (await shop.CheckoutAsync(_user, s_pro, "k1")).Status.ShouldBe(HttpStatusCode.OK);
        await shop.SqlAsync(SubscriptionTests.Row("stripe", "sub_1", _user, "cus_1"));
        var (status, json) = await shop.CheckoutAsync(_user, s_pro, "k1");
        (status, json.Code()).ShouldBe((HttpStatusCode.Conflict, "already_settled"));
        await shop.SqlAsync("update weir.billing_subscriptions set status = 'ended'");
        (await shop.CheckoutAsync(_user, s_pro, "k1")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_server_without_keys_sells_nothing_and_says_so()
    {
        await using var shop = await Shop.OpenAsync(options => (options.Stripe, options.LemonSqueezy) = (null, null));
        var (status, json) = await shop.CheckoutAsync(_user, s_pro);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        json.Fault().ShouldBe("cannot be bought: nothing is for sale on this server");
    }
}
