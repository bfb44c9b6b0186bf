using System.Net;
using Weir.Api.Tests.Kit;

namespace Weir.Api.Tests.Admin;

public sealed class CorrectionTests : AdminTest
{
    private const string Path = "/admin/v1/usage/corrections";

    [Fact]
    public async Task A_correction_gives_back_once_and_the_books_add_up()
    {
        var (id, call) = await CalledAsync();
        var before = await RemainingAsync(id);
        var body = new
        {
            customer_id = id, event_id = call, reason = "provider_refund",
            meters = new[] { new { meter = "ai_cost", quantity = -400 } }, cost_usd = "-0.0000004",
            tokens = new { input = -10, output = -5 },
        };

        var first = await Admin.PostAsync(Path, body, HttpStatusCode.OK, "c1");
        var second = await Admin.PostAsync(Path, body, HttpStatusCode.OK, "c1");

        (first.At("inserted").GetBoolean(), second.At("inserted").GetBoolean()).ShouldBe((true, false));
        second.At("id").GetGuid().ShouldBe(first.At("id").GetGuid());
        (await RemainingAsync(id)).ShouldBe(before + 400);
        foreach (var other in (object[])
        [
            body with { reason = "other" }, body with { cost_usd = "-0.0000005" },
            body with { tokens = new { input = -10, output = -6 } },
        ])
        {
            await Admin.PostAsync(Path, other, HttpStatusCode.Conflict, "c1");
        }
        var row = (await AllAsync($"/admin/v1/usage/events?customer_id={id}", 50))
            .Single(e => e.At("id").GetGuid() == first.At("id").GetGuid());
        (row.Text("kind"), row.Text("cost_usd"), row.At("tokens", "total").GetInt64())
            .ShouldBe(("correction", "-0.000000400", -15));
        row.At("corrects").GetGuid().ShouldBe(call);
        (await Admin.GetAsync("/admin/v1/audit", HttpStatusCode.OK)).At("total").GetInt32().ShouldBe(0);
        (await LoggedAsync()).ShouldBe([$"usage.correct {first.At("id").GetGuid()}"]);
    }

    [Fact]
    public async Task More_than_was_taken_is_not_given_back_nor_to_another()
    {
        var (id, call) = await CalledAsync();
        var stranger = await NewCustomerAsync();
        var meters = new[] { new { meter = "ai_cost", quantity = -1_001 } };
        (await Admin.PostAsync(
            Path, new { customer_id = id, event_id = call, reason = "x", meters }, HttpStatusCode.UnprocessableEntity))
            .FaultFields().ShouldBe(["meters"]);
        await Admin.PostAsync(
            Path, new { customer_id = stranger, event_id = call, reason = "x", meters }, HttpStatusCode.NotFound);
        (await LoggedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_faults_come_at_once_by_field()
    {
        const string Bad = """
            {"id":"x","customer_id":"y","reason":"It was wrong.","cost_usd":"1e5","text":"hello",
            "meters":[{"meter":"ai_cost","quantity":1.5},{"meter":"none","quantity":1,"unit":"z"},{"meter":"ai_tokens","quantity":1},
            {"meter":"ai_tokens","quantity":1}],"tokens":{"input":"many","total":3}}
            """;
        (await Admin.PostAsync(Path, Bad, HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(
        [
            "id", "customer_id", "event_id", "reason", "meters[0].quantity", "meters[1].unit", "meters[1].meter",
            "meters[3].meter", "cost_usd", "tokens.input", "tokens.total", "text",
        ]);
        var nothing = new { customer_id = Guid.CreateVersion7(), event_id = Guid.CreateVersion7(), reason = "x" };
        (await Admin.PostAsync(Path, nothing, HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(["meters"]);
    }

    private async Task<(Guid Customer, Guid Event)> CalledAsync()
    {
        var id = await NewCustomerAsync();
        // After the plan's grant began, so that the units come from its bucket.
        var call = await Ledger.RecordAsync(Scritorio.Database.Weir, TimeProvider.System.GetUtcNow().AddMilliseconds(1), id, 1);
        return (id, call[0]);
    }

    private async Task<long> RemainingAsync(Guid id) =>
        (await Admin.GetAsync($"/admin/v1/usage?customer_id={id}", HttpStatusCode.OK)).At("meters").EnumerateArray()
        .Single(m => m.Text("meter") == "ai_cost").At("remaining").GetInt64();
}
