using System.Net;
using Weir.Api.Tests.Kit;
using Weir.Testing;

namespace Weir.Api.Tests.Admin;

public sealed class MeterEventTests : AdminTest
{
    private const string Path = "/admin/v1/meter-events";

    [Fact]
    public async Task They_are_listed_and_a_parked_one_is_replayed_and_logged_once()
    {
        var customer = await NewCustomerAsync();
        await Sql.RunAsync(
            Scritorio.Database.Superuser,
            $"""
            insert into weir.buckets (customer_id, grant_id, period_start, period_end, granted, overage_allowed, meter)
              values ('{customer}', gen_random_uuid(), '2026-11-01', '2026-12-01', 0, 0, 'ai_cost');
            insert into weir.overage_reports (customer_id, bucket_id) select customer_id, bucket_id from weir.buckets;
            insert into weir.outbox (outbox_id, customer_id, bucket_id, report_no, mode, buyer_id, event_name, units, per_units,
                value, occurred_at, created_at, next_attempt_at, state, reason)
              select gen_random_uuid(), r.customer_id, r.bucket_id, n, 'test', 'cus_1', 'weir_ai_cost', 20, 10, 2, '2026-11-20',
                '2026-11-20', '2026-11-20', case n when 2 then 'parked' else 'waiting' end, case n when 2 then 'It is refused.' end
              from weir.overage_reports as r, generate_series(1, 3) as n
            """,
            Stop);

        (await AllAsync(Path, 2)).Count.ShouldBe(3);
        (await AllAsync($"{Path}?customer_id={Guid.CreateVersion7()}", 50)).ShouldBeEmpty();
        (await AllAsync($"{Path}?customer_id={customer}&state=waiting", 50)).Count.ShouldBe(2);
        var parked = (await AllAsync($"{Path}?state=parked", 50)).ShouldHaveSingleItem();
        parked.Names().ShouldBe(
        [
            "id", "customer_id", "mode", "meter", "stripe_meter", "stripe_customer", "units", "value", "occurred_at", "created_at",
            "state", "attempts", "next_attempt_at", "reason", "sent_at",
        ]);
        parked.Text("reason").ShouldBe("It is refused.");
        var path = $"{Path}/{parked.Text("id")}";
        (await Admin.GetAsync(path, HttpStatusCode.OK)).Text("meter").ShouldBe("ai_cost");
        (await Admin.PostAsync($"{path}/replay", new { }, HttpStatusCode.OK)).At("replayed").GetBoolean().ShouldBeTrue();
        (await Admin.PostAsync($"{path}/replay", new { }, HttpStatusCode.OK)).At("replayed").GetBoolean().ShouldBeFalse();
        (await LoggedAsync()).ShouldBe([$"meter_event.replay {parked.Text("id")}"]);
    }

    [Fact]
    public async Task What_is_not_there_says_so()
    {
        foreach (var id in (string[])["x", Guid.CreateVersion7().ToString()])
        {
            await Admin.GetAsync($"{Path}/{id}", HttpStatusCode.NotFound);
            await Admin.PostAsync($"{Path}/{id}/replay", new { }, HttpStatusCode.NotFound);
        }
        (await Admin.GetAsync($"{Path}?state=lost&customer_id=x&limit=0", HttpStatusCode.UnprocessableEntity)).FaultFields()
            .ShouldBe(["customer_id", "state", "limit"], ignoreOrder: true);
    }
}
