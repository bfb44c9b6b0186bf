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
            "id", "kind", "plan", "plan_version", "status", "period", "created_at", "deleted_at", "members", "meters", "billing",
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
            var answer = await Admin.PostAsync(path + "/plan", new { plan = "dev_managed_ai" }, HttpStatusCode.OK);
            answer.Names().ShouldBe(["plan", "effective_at", "changed", "customer"]);
            answer.At("changed").GetBoolean().ShouldBe(i == 0);
            (answer.Text("customer", "plan"), answer.Text("customer", "status")).ShouldBe(("dev_managed_ai", "active"));
        }

        (await LoggedAsync()).ShouldBe([$"plan.assign {id}"]);
        var entry = (await AllAsync($"/admin/v1/audit-log?customer_id={id}", 50)).ShouldHaveSingleItem();
        (entry.Text("actor", "kind"), entry.Text("actor", "id")).ShouldBe(("admin_key", "admin_key"));
        entry.Text("details", "plan").ShouldBe("dev_managed_ai");
    }

    [Fact]
    public async Task A_lower_plan_waits_for_the_periods_end_unless_it_is_wanted_now()
    {
        var id = await NewCustomerAsync();
        var path = $"/admin/v1/customers/{id}/plan";
        var current = (await Admin.GetAsync($"/admin/v1/customers/{id}", HttpStatusCode.OK)).At("period");
        await Admin.PostAsync(path, new { plan = "managed_ai_monthly", when = "now" }, HttpStatusCode.OK);

        var waiting = await Admin.PostAsync(path, new { plan = "dev_managed_ai", when = "period_end" }, HttpStatusCode.OK);

        waiting.Text("customer", "plan").ShouldBe("managed_ai_monthly");
        waiting.At("effective_at").GetDateTimeOffset().ShouldBeGreaterThan(TimeProvider.System.GetUtcNow());
        waiting.Text("effective_at").ShouldBe(waiting.Text("customer", "period", "end"));
        current.Names().ShouldBe(["start", "end"]);
        (await LoggedAsync()).ShouldBe([$"plan.assign {id}", $"plan.assign {id}"]);
    }

    [Fact]
    public async Task A_spend_cap_is_set_listed_and_removed()
    {
        var id = await NewCustomerAsync();
        var path = $"/admin/v1/customers/{id}/spend-caps";
        (await AllAsync(path, 50)).ShouldBeEmpty();
        for (var i = 0; i < 2; i++)
        {
            var caps = await Admin.PostAsync(path, new { meter = "ai_cost", amount = 0 }, HttpStatusCode.OK);
            var cap = caps.At("data").EnumerateArray().ShouldHaveSingleItem();
            (cap.Text("meter"), cap.At("amount").GetInt64()).ShouldBe(("ai_cost", 0));
        }
        (await Admin.PostAsync(path, """{"meter":"none","amount":1}""", HttpStatusCode.UnprocessableEntity)).FaultFields()
            .ShouldBe(["meter"]);
        (await Admin.PostAsync(path, """{"amount":-1,"scope":"x"}""", HttpStatusCode.UnprocessableEntity)).FaultFields()
            .ShouldBe(["meter", "amount", "scope"]);
        await Admin.PostAsync(
            $"/admin/v1/customers/{Guid.CreateVersion7()}/spend-caps", new { meter = "ai_cost", amount = 1 },
            HttpStatusCode.NotFound);

        for (var i = 0; i < 2; i++)
        {
            using var removed = await Admin.DeleteAsync(new Uri(path + "/ai_cost", UriKind.Relative), Stop);
            (await Answers.ReadAsync(removed, HttpStatusCode.OK)).At("data").GetArrayLength().ShouldBe(0);
        }
        foreach (var meter in (string[])["none", "%00"])
        {
            using var refused = await Admin.DeleteAsync(new Uri($"{path}/{meter}", UriKind.Relative), Stop);
            ((int)refused.StatusCode).ShouldBeOneOf(400, 404);
        }
        (await LoggedAsync()).ShouldBe([$"spend_cap.set {id}", $"spend_cap.set {id}"]);
    }

    [Theory]
    [InlineData("""{"plan":"dev_managed_ai","when":"tomorrow"}""", "when")]
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
