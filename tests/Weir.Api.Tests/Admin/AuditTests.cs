using System.Net;
using Npgsql;
using Weir.Api.Tests.Kit;
using Weir.Testing;

namespace Weir.Api.Tests.Admin;

public sealed class AuditTests : AdminTest
{
    [Fact]
    public async Task The_audit_names_what_does_not_add_up()
    {
        var id = await NewCustomerAsync();
        await Ledger.HoldAsync(Scritorio.Database.Weir, id, 1_000);
        var clean = await Admin.GetAsync("/admin/v1/audit", HttpStatusCode.OK);
        // The server of the tests may be one that does not wait for its disk.
        clean.At("violations").EnumerateArray().Where(v => v.Text("check") != "setting").ShouldBeEmpty();

        await Scritorio.RunAsync($"update weir.buckets set held = held + 1 where customer_id = '{id}'");

        var report = await Admin.GetAsync("/admin/v1/audit", HttpStatusCode.OK);
        report.At("ok").GetBoolean().ShouldBeFalse();
        report.At("violations").EnumerateArray().Select(v => (v.Text("check"), v.Text("customer_id")))
            .ShouldContain(("bucket_held", id.ToString()));
    }

    [Fact]
    public async Task Events_and_summary_are_the_customers()
    {
        var id = await NewCustomerAsync();
        var at = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        var events = await Ledger.RecordAsync(Scritorio.Database.Weir, at, id, 7);
        foreach (var limit in (int[])[1, 3, 200])
        {
            var listed = (await AllAsync($"/admin/v1/usage/events?customer_id={id}", limit))
                .Select(e => e.At("id").GetGuid()).ToList();
            listed.ShouldBe(events.OrderByDescending(e => e));
        }
        var usage = await Admin.GetAsync($"/admin/v1/usage?customer_id={id}", HttpStatusCode.OK);
        (usage.At("requests").GetInt64(), usage.At("tokens", "total").GetInt64()).ShouldBe((7, 7 * 130));
        (await Admin.GetAsync("/admin/v1/usage?period=2026-13", HttpStatusCode.UnprocessableEntity)).FaultFields()
            .ShouldBe(["customer_id", "period"]);
        await Admin.GetAsync($"/admin/v1/usage?customer_id={Guid.CreateVersion7()}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_catalog_is_shown_without_texts_of_prompts()
    {
        var plans = await AllAsync("/admin/v1/plans", 200);
        plans.Select(p => (p.Text("code"), p.At("is_current").GetBoolean())).ShouldContain(("dev_managed_ai", true));
        var prices = await AllAsync("/admin/v1/prices", 200);
        foreach (var price in prices) price.Text("rates", "input_usd")!.ShouldMatch(@"^[0-9]+\.[0-9]{9}$");
        prices.ShouldNotBeEmpty();
        var features = await AllAsync("/admin/v1/features", 200);
        features.Select(f => f.Text("code")).ShouldBe(["act_summary", "chapter_summary"], ignoreOrder: true);
        features[0].Names().ShouldBe(
            ["code", "name", "capability", "entitlement", "prompt", "output", "max_output_tokens", "charges"]);
    }

    [Fact]
    public async Task The_log_cannot_be_changed_and_a_change_without_its_row_does_not_happen()
    {
        var id = await NewCustomerAsync();
        var body = new { customer_id = id, meter = "ai_cost", amount = 1 };
        await Admin.PostAsync("/admin/v1/grants", body, HttpStatusCode.OK);
        foreach (var change in (string[])
            ["update weir.audit_log set actor_id = 'x'", "delete from weir.audit_log", "truncate weir.audit_log"])
        {
            (await Should.ThrowAsync<PostgresException>(Scritorio.RunAsync(change))).SqlState.ShouldBe("WE101");
        }

        // The row cannot be written: neither is the grant.
        await Scritorio.RunAsync("alter table weir.audit_log add constraint audit_log_full check (false) not valid");
        await Admin.PostAsync("/admin/v1/grants", body, HttpStatusCode.InternalServerError);
        (await Sql.ScalarAsync<long>(
            Scritorio.Database.Superuser, "select count(*) from weir.grants where source = 'admin'", Stop)).ShouldBe(1);
    }
}
