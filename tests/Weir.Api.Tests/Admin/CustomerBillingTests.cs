using System.Net;
using System.Text.Json;
using Weir.Api.Tests.Kit;
using Weir.Testing;

namespace Weir.Api.Tests.Admin;

/// <summary>What operators see of a customer's payments, and computing anew what they give.</summary>
public sealed class CustomerBillingTests : AdminTest
{
    [Fact]
    public async Task A_customer_shows_its_payments_and_nobody_elses()
    {
        var id = await NewCustomerAsync();
        var other = await NewCustomerAsync();
        await LicenceRows.AddAsync(Scritorio.Database, "KEY-1", id);

        var billing = (await Admin.GetAsync($"/admin/v1/customers/{id}", HttpStatusCode.OK)).At("billing");

        billing.Names().ShouldBe(["buyers", "subscriptions", "payments", "licences", "entitlements"]);
        var licence = billing.At("licences").EnumerateArray().ShouldHaveSingleItem();
        (licence.Text("provider"), licence.Text("key_short"), licence.Text("status")).ShouldBe(("lemonsqueezy", "XXXX-1", "inactive"));
        billing.At("payments").EnumerateArray().ShouldHaveSingleItem().At("amount_minor").GetInt64().ShouldBe(900);
        JsonSerializer.Serialize(billing).ShouldNotContain("hash");
        foreach (var list in (await Admin.GetAsync($"/admin/v1/customers/{other}", HttpStatusCode.OK)).At("billing").EnumerateObject())
            list.Value.GetArrayLength().ShouldBe(0, list.Name);
    }

    [Fact]
    public async Task Recompute_gives_what_was_paid_for_once_and_is_logged_once()
    {
        var id = await NewCustomerAsync();
        await LicenceRows.AddAsync(Scritorio.Database, "KEY-1", id);
        var path = $"/admin/v1/customers/{id}/billing/recompute";

        var first = await Admin.PostAsync(path, new { }, HttpStatusCode.OK);

        first.At("changed").GetBoolean().ShouldBeTrue();
        first.Text("customer", "plan").ShouldBe("managed_ai_monthly");
        first.At("billing", "entitlements").EnumerateArray().Select(e => e.Text("key")).ShouldContain("scritorio_pro");
        (await Admin.PostAsync(path, new { }, HttpStatusCode.OK)).At("changed").GetBoolean().ShouldBeFalse();
        (await Sql.ListAsync(
            Scritorio.Database.Superuser, "select action || ' ' || target_id from weir.audit_log", Stop))
            .ShouldBe([$"billing.recompute {id}"]);
    }

    [Theory]
    [InlineData("0191b2a4-0000-7000-8000-000000000001")]
    [InlineData("nonsense")]
    public async Task Of_nobody_nothing_is_computed(string id) =>
        (await Admin.PostAsync($"/admin/v1/customers/{id}/billing/recompute", new { }, HttpStatusCode.NotFound))
            .Text("code").ShouldBe("not_found");
}
