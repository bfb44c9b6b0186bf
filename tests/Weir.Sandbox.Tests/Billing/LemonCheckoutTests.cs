using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Weir.Sandbox.Tests.Billing;

/// <summary>From the checkout to signed webhooks, subscription and licence key.</summary>
public sealed class LemonCheckoutTests : IAsyncLifetime
{
    private BillingServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await BillingServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_paid_checkout_makes_what_Lemon_Squeezy_makes_and_tells_it_signed()
    {
        var id = await _server.OpenLemonAsync();
        var paid = await _server.SteerAsync($"/checkout/{id}/pay", new { outcome = "paid" });
        paid.Text("return_url").ShouldBe("https://shop.example/thanks");
        var webhooks = await _server.ReceiveAsync(5);
        webhooks.Select(webhook => webhook.EventName).ShouldBe(
        [
            "order_created", "subscription_created", "subscription_payment_success", "subscription_updated",
            "license_key_created",
        ]);
        foreach (var webhook in webhooks)
        {
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(BillingServer.LemonSecret), webhook.Body);
            webhook.Headers["X-Signature"].ShouldBe(Convert.ToHexStringLower(expected));
            webhook.Headers["X-Event-Name"].ShouldBe(webhook.EventName);
            var meta = webhook.Json.GetProperty("meta");
            meta.GetProperty("test_mode").GetBoolean().ShouldBeTrue();
            meta.GetProperty("custom_data").Text("customer_id").ShouldBe(StripeCalls.Customer);
            webhook.Attributes.GetProperty("store_id").GetInt64().ShouldBe(1);
        }
        webhooks[0].Attributes.GetProperty("total").GetInt64().ShouldBe(900);
        webhooks[1].Attributes.Text("status").ShouldBe("active");
        webhooks[1].Attributes.GetProperty("variant_id").GetInt64().ShouldBe(101);
        webhooks[4].Attributes.Text("status").ShouldBe("inactive");
        webhooks[4].Attributes.Text("key").ShouldBe(paid.Text("license_key"));
    }

    [Fact]
    public async Task A_trial_is_charged_when_it_ends()
    {
        var paid = await _server.BuyLemonAsync(BillingServer.OtherVariant);
        var subscription = paid.Text("subscription");
        (await _server.LemonSubscriptionAsync(subscription)).Text("status").ShouldBe("on_trial");
        await _server.AdvanceAsync("lemonsqueezy", TimeSpan.FromDays(8));
        (await _server.ReceiveAsync(2)).Select(webhook => webhook.EventName)
            .ShouldBe(["subscription_payment_success", "subscription_updated"]);
        (await _server.LemonSubscriptionAsync(subscription)).Text("status").ShouldBe("active");
    }

    [Fact]
    public async Task Cancelled_is_served_to_the_end_of_the_period_and_then_expires_with_its_key()
    {
        var paid = await _server.BuyLemonAsync();
        var id = paid.Text("subscription");
        var (status, cancelled) = await _server.LemonAsync("DELETE", $"/v1/subscriptions/{id}");
        status.ShouldBe(200);
        var attributes = cancelled.GetProperty("data").GetProperty("attributes");
        attributes.Text("status").ShouldBe("cancelled");
        attributes.Text("ends_at").ShouldBe(attributes.Text("renews_at"));
        await _server.AdvanceAsync("lemonsqueezy", TimeSpan.FromDays(32));
        (await _server.ReceiveAsync(5)).Select(webhook => webhook.EventName).ShouldBe(
        [
            "subscription_cancelled", "subscription_updated", "subscription_expired", "license_key_updated",
            "subscription_updated",
        ]);
        (await LicenseAsync("validate", ("license_key", paid.Text("license_key")))).Body.GetProperty("valid").GetBoolean()
            .ShouldBeFalse();
    }

    [Fact]
    public async Task Failed_renewals_become_past_due_then_unpaid_and_a_retry_recovers()
    {
        var failing = (await _server.BuyLemonAsync()).Text("subscription");
        await _server.SteerAsync(
            "/billing/lemonsqueezy/script", new { renewals = new[] { new { outcome = "failed", times = 2 } } });
        await _server.AdvanceAsync("lemonsqueezy", TimeSpan.FromDays(32));
        (await _server.LemonSubscriptionAsync(failing)).Text("status").ShouldBe("past_due");
        await _server.AdvanceAsync("lemonsqueezy", TimeSpan.FromDays(7));
        (await _server.LemonSubscriptionAsync(failing)).Text("status").ShouldBe("active");
        (await _server.ReceiveUntilAsync(webhook => webhook.EventName == "subscription_payment_recovered"))
            .Select(webhook => webhook.EventName).ShouldContain("subscription_payment_failed");
        await _server.SteerAsync(
            "/billing/lemonsqueezy/script", new { renewals = new[] { new { outcome = "failed", times = 99 } } });
        await _server.AdvanceAsync("lemonsqueezy", TimeSpan.FromDays(60));
        (await _server.LemonSubscriptionAsync(failing)).Text("status").ShouldBe("unpaid");
    }

    [Fact]
    public async Task Pause_and_plan_change_are_told()
    {
        var id = (await _server.BuyLemonAsync()).Text("subscription");
        var (paused, _) = await PatchAsync(id, new { pause = new { mode = "free" } });
        paused.ShouldBe(200);
        (await _server.LemonSubscriptionAsync(id)).Text("status").ShouldBe("paused");
        await PatchAsync(id, new { pause = (object?)null, variant_id = 102 });
        var names = (await _server.ReceiveAsync(6)).Select(webhook => webhook.EventName);
        names.ShouldBe(
        [
            "subscription_paused", "subscription_updated", "subscription_plan_changed", "subscription_updated",
            "subscription_unpaused", "subscription_updated",
        ]);
    }

    [Fact]
    public async Task Every_fault_of_a_checkout_has_its_pointer()
    {
        var (status, refused) = await _server.LemonAsync("POST", "/v1/checkouts", new
        {
            data = new
            {
                type = "checkout",
                attributes = new { custom_price = -1, surprise = 1 },
                relationships = new
                {
                    store = new { data = new { type = "stores", id = "2" } },
                    variant = new { data = new { type = "variants", id = "999" } },
                },
            },
        });
        status.ShouldBe(422);
        refused.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("source").Text("pointer")).ShouldBe(
        [
            "/data/type", "/data/attributes/custom_price", "/data/attributes/surprise", "/data/relationships/store",
            "/data/relationships/variant",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task The_key_is_needed_except_by_the_licence_API()
    {
        (await _server.LemonAsync("GET", "/v1/subscriptions", key: "lemon-sandboy")).Status.ShouldBe(401);
        (await _server.LemonAsync("GET", "/v1/subscriptions", key: null)).Status.ShouldBe(401);
        (await _server.LemonAsync("GET", "/v1/subscriptions")).Status.ShouldBe(200);
        (await _server.LemonAsync("GET", "/v1/nothing")).Status.ShouldBe(404);
        (await LicenseAsync("validate", ("license_key", "no such key"))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_licence_key_is_activated_as_often_as_it_says()
    {
        var key = (await _server.BuyLemonAsync()).Text("license_key");
        var first = await LicenseAsync("activate", ("license_key", key), ("instance_name", "desk"));
        first.Body.GetProperty("activated").GetBoolean().ShouldBeTrue();
        (await LicenseAsync("activate", ("license_key", key), ("instance_name", "laptop"))).Status.ShouldBe(200);
        var third = await LicenseAsync("activate", ("license_key", key), ("instance_name", "phone"));
        third.Status.ShouldBe(400);
        third.Body.GetProperty("activated").GetBoolean().ShouldBeFalse();
        third.Body.GetProperty("license_key").GetProperty("activation_usage").GetInt64().ShouldBe(2);
        var instance = first.Body.GetProperty("instance").Text("id");
        (await LicenseAsync("validate", ("license_key", key), ("instance_id", instance))).Status.ShouldBe(200);
        (await LicenseAsync("deactivate", ("license_key", key), ("instance_id", instance))).Status.ShouldBe(200);
        (await LicenseAsync("validate", ("license_key", key), ("instance_id", instance))).Status.ShouldBe(404);
        (await LicenseAsync("activate", ("license_key", key), ("instance_name", "phone"))).Status.ShouldBe(200);
    }

    /// <summary>facts/lemonsqueezy §5: 400 in use as often as it may be, disabled, expired; 404 unknown; 422 a member missing.</summary>
    [Fact]
    public async Task A_licence_key_that_cannot_be_used_is_refused_as_Lemon_Squeezy_does()
    {
        var key = ("license_key", (await _server.BuyLemonAsync()).Text("license_key"));
        var id = (await _server.LemonAsync("GET", "/v1/license-keys")).Body.GetProperty("data")[0].Text("id");
        foreach (var name in (string[])["desk", "laptop"]) await LicenseAsync("activate", key, ("instance_name", name));

        await CheckAsync("activate", 400, [key, ("instance_name", "phone")], "This license key has reached the activation limit.");
        await CheckAsync("validate", 404, [key, ("instance_id", "no such")], "license_key_instance not found.");
        await CheckAsync("deactivate", 404, [key, ("instance_id", "no such")], "license_key_instance not found.");
        await CheckAsync("deactivate", 422, [key], "The instance_id field is required.");
        await CheckAsync("activate", 422, [key], "The instance_name field is required.");
        foreach (var act in (string[])["activate", "validate", "deactivate"])
        {
            await CheckAsync(
                act, 404, [("license_key", "no such"), ("instance_name", "x"), ("instance_id", "x")], "license_key not found.");
            await CheckAsync(act, 422, [], "The license_key field is required.");
        }

        await ChangeLicenseAsync(id, new { expires_at = "2020-01-01T00:00:00Z" });
        await CheckAsync("activate", 400, [key, ("instance_name", "phone")], "This license key is expired.");
        await CheckAsync("validate", 400, [key], "This license key is expired.");
        await ChangeLicenseAsync(id, new { disabled = true });
        await CheckAsync("activate", 400, [key, ("instance_name", "phone")], "This license key is disabled.");
        await CheckAsync("validate", 400, [key], "This license key is disabled.");
    }

    [Fact]
    public async Task Lists_are_paged_and_filtered()
    {
        for (var i = 0; i < 3; i++) await _server.BuyLemonAsync(BillingServer.OtherVariant);
        var (_, page) = await _server.LemonAsync(
            "GET", "/v1/subscriptions?filter[store_id]=1&page[size]=2&page[number]=2");
        page.GetProperty("data").GetArrayLength().ShouldBe(1);
        page.GetProperty("meta").GetProperty("page").GetProperty("lastPage").GetInt32().ShouldBe(2);
        var (_, other) = await _server.LemonAsync("GET", "/v1/subscriptions?filter[store_id]=2");
        other.GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    private Task<(int Status, JsonElement Body)> PatchAsync(string id, object attributes) => _server.LemonAsync(
        "PATCH", $"/v1/subscriptions/{id}", new { data = new { type = "subscriptions", id, attributes } });

    private async Task CheckAsync(string act, int status, (string, string)[] form, string error)
    {
        var answer = await LicenseAsync(act, form);
        answer.Status.ShouldBe(status, error);
        answer.Body.Text("error").ShouldBe(error);
        answer.Body.GetProperty(act switch { "validate" => "valid", "activate" => "activated", _ => "deactivated" })
            .GetBoolean().ShouldBeFalse();
    }

    private async Task ChangeLicenseAsync(string id, object attributes) =>
        (await _server.LemonAsync(
            "PATCH", $"/v1/license-keys/{id}", new { data = new { type = "license-keys", id, attributes } })).Status.ShouldBe(200);

    private async Task<(int Status, JsonElement Body)> LicenseAsync(string act, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        using var response = await _server.Client.PostAsync(
            new Uri($"/sandbox/lemonsqueezy/v1/licenses/{act}", UriKind.Relative), content, Cancel);
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancel)));
    }
}
