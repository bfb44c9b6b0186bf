using System.Net;

namespace Weir.Billing.Tests.Checkout;

public sealed class SubscriptionTests
{
    private readonly Guid _user = Guid.CreateVersion7();

    /// <summary>A subscription as the fold keeps it.</summary>
    internal static string Row(
        string provider, string id, Guid? customer, string buyer, string status = "active", string mode = "live", string endsAt = "null") =>
        $"""
        insert into weir.billing_subscriptions (provider, mode, object_id, customer_id, buyer_id, price_id, status, quantity,
            period_starts_at, period_ends_at, trial_ends_at, ends_at, paused_free, version_at, version_rank, version_tie)
          values ('{provider}', '{mode}', '{id}', {(customer is null ? "null" : $"'{customer}'")},
          '{buyer}', 'price_pro', '{status}', 3, '2026-11-05T09:00:00Z', '2026-12-05T09:00:00Z', null, {endsAt}, false,
          now(), 0, '')
        """;

    [Fact]
    public async Task A_plan_that_nobody_pays_for_has_no_provider()
    {
        await using var shop = await Shop.OpenAsync();
        var (status, json) = await shop.CallAsync(_user, HttpMethod.Get, "/v1/billing/subscription");
        status.ShouldBe(HttpStatusCode.OK);
        json.EnumerateObject().Select(member => member.Name).ShouldBe(
            ["plan", "status", "access", "provider", "period", "trial_ends_at", "ends_at", "quantity", "manage"]);
        json.GetProperty("plan").ToString().ShouldBe("""{"code":"starter","name":"STARTER"}""");
        json.GetProperty("status").GetString().ShouldBe("active");
        json.GetProperty("access").GetBoolean().ShouldBeTrue();
        json.GetProperty("provider").GetString().ShouldBeNull();
        json.GetProperty("manage").GetBoolean().ShouldBeFalse();
        json.GetProperty("period").GetProperty("end").GetDateTimeOffset()
            .ShouldBeGreaterThan(json.GetProperty("period").GetProperty("start").GetDateTimeOffset());
    }

    [Fact]
    public async Task What_is_paid_for_is_found_by_the_customer_or_by_its_buyer()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BuyerAsync(_user, "stripe", "cus_1");
        await shop.SqlAsync(Row("stripe", "sub_ended", _user, "cus_1", "ended"));
        await shop.SqlAsync(Row("stripe", "sub_test", _user, "cus_1", mode: "test"));
        await shop.SqlAsync(Row("lemonsqueezy", "9", Guid.CreateVersion7(), "9"));
        (await SubscriptionAsync(shop)).ShouldBe((null, null, null));
        await shop.SqlAsync(Row("stripe", "sub_late", null, "cus_1", "past_due"));
        (await SubscriptionAsync(shop)).ShouldBe(("stripe", 3, null));
        var (_, late) = await shop.CallAsync(_user, HttpMethod.Get, "/v1/billing/subscription");
        (late.GetProperty("status").GetString(), late.GetProperty("access").GetBoolean()).ShouldBe(("past_due", true));
        await shop.SqlAsync(Row("lemonsqueezy", "5", _user, "77", endsAt: "'2026-12-05T09:00:00Z'"));
        (await SubscriptionAsync(shop)).ShouldBe(("lemonsqueezy", 3, "2026-12-05T09:00:00Z"));
        var (_, json) = await shop.CallAsync(_user, HttpMethod.Get, "/v1/billing/subscription");
        json.GetProperty("period").ToString().ShouldBe("""{"start":"2026-11-05T09:00:00Z","end":"2026-12-05T09:00:00Z"}""");
        json.GetProperty("manage").GetBoolean().ShouldBeTrue();
    }

    private async Task<(string?, long?, string?)> SubscriptionAsync(Shop shop)
    {
        var (_, json) = await shop.CallAsync(_user, HttpMethod.Get, "/v1/billing/subscription");
        var quantity = json.GetProperty("quantity");
        return (json.GetProperty("provider").GetString(),
            quantity.ValueKind == System.Text.Json.JsonValueKind.Null ? null : quantity.GetInt64(),
            json.GetProperty("ends_at").GetString());
    }
}
