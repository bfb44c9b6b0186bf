using System.Net;
using Weir.Api.Tests.Kit;

namespace Weir.Api.Tests.Admin;

public sealed class CustomerTests : AdminTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(200)]
    public async Task Customers_of_one_instant_are_listed_once_each(int limit)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 7; i++) ids.Add(await NewCustomerAsync());
        await Scritorio.RunAsync("update weir.customers set created_at = '2026-01-01T00:00:00.123456Z'");
        var newest = await NewCustomerAsync();

        var listed = (await AllAsync("/admin/v1/customers", limit)).Select(c => c.At("id").GetGuid()).ToList();

        listed[0].ShouldBe(newest);
        listed.Skip(1).ShouldBe(ids.OrderByDescending(id => id));
    }

    [Fact]
    public async Task A_customer_is_found_by_its_id_and_by_its_user()
    {
        var id = await NewCustomerAsync();
        await NewCustomerAsync();
        var detail = await Admin.GetAsync($"/admin/v1/customers/{id}", HttpStatusCode.OK);
        detail.Names().ShouldBe(
        [
            "id", "kind", "plan", "plan_version", "status", "period", "created_at", "deleted_at", "members", "meters",
        ]);
        (detail.Text("kind"), detail.Text("plan"), detail.Text("status"))
            .ShouldBe(("personal", "dev_managed_ai", "active"));
        detail.At("members")[0].At("user_id").GetGuid().ShouldBe(id);
        detail.At("members")[0].Text("role").ShouldBe("owner");
        detail.At("meters").EnumerateArray().Select(m => m.Text("meter")).ShouldContain("ai_cost");

        (await AllAsync($"/admin/v1/customers?user_id={id}", 50)).ShouldHaveSingleItem().At("id").GetGuid().ShouldBe(id);
        (await AllAsync($"/admin/v1/customers?user_id={Guid.CreateVersion7()}", 50)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0191b2a4-0000-7000-8000-000000000001")]
    [InlineData("nonsense")]
    [InlineData("'; drop table weir.customers")]
    public async Task What_is_not_there_is_not_found(string id)
    {
        var path = $"/admin/v1/customers/{Uri.EscapeDataString(id)}";
        (await Admin.GetAsync(path, HttpStatusCode.NotFound)).Text("code").ShouldBe("not_found");
        (await Admin.PostAsync(path + "/plan", new { plan = "dev_managed_ai" }, HttpStatusCode.NotFound))
            .Text("code").ShouldBe("not_found");
    }

    [Fact]
    public async Task A_plan_is_assigned_once_and_logged_once()
    {
        var id = await NewCustomerAsync();
        await Scritorio.RunAsync(
            $"update weir.subscriptions set status = 'canceled', ended_at = started_at where customer_id = '{id}'");
        var path = $"/admin/v1/customers/{id}";
        (await Admin.GetAsync(path, HttpStatusCode.OK)).Text("status").ShouldBe("none");

        for (var i = 0; i < 2; i++)
        {
            var customer = await Admin.PostAsync(path + "/plan", new { plan = "dev_managed_ai" }, HttpStatusCode.OK);
            (customer.Text("plan"), customer.Text("status")).ShouldBe(("dev_managed_ai", "active"));
        }

        (await LoggedAsync()).ShouldBe([$"plan.assign {id}"]);
        var entry = (await AllAsync($"/admin/v1/audit-log?customer_id={id}", 50)).ShouldHaveSingleItem();
        (entry.Text("actor", "kind"), entry.Text("actor", "id")).ShouldBe(("admin_key", "admin_key"));
        entry.Text("details", "plan").ShouldBe("dev_managed_ai");
    }

    [Theory]
    [InlineData("{}", "plan")]
    [InlineData("""{"plan":"no_such_plan"}""", "plan")]
    [InlineData("""{"plan":""}""", "plan")]
    [InlineData("""{"plan":1,"customer_id":"x","user_id":"y"}""", "plan customer_id user_id")]
    public async Task A_bad_assignment_is_refused_and_not_logged(string body, string fields)
    {
        var id = await NewCustomerAsync();
        (await Admin.PostAsync($"/admin/v1/customers/{id}/plan", body, HttpStatusCode.UnprocessableEntity))
            .FaultFields().ShouldBe(fields.Split(' '));
        (await LoggedAsync()).ShouldBeEmpty();
    }
}
