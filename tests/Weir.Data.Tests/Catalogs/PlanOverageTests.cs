using Weir.Core.Billing;
using Weir.Core.Catalog;
using Weir.Data.Catalogs;
using Weir.Testing;

namespace Weir.Data.Tests.Catalogs;

/// <summary>As which Stripe meters overage is billed: the blueprint to the table that reporting reads, and back.</summary>
public sealed class PlanOverageTests
{
    private static readonly PlanOverage s_live = new(BillingMode.Live, "ai_cost", "weir_ai_cost", 1_000_000);
    private static readonly PlanOverage s_test = s_live with { Mode = BillingMode.Test, EventName = "weir_test" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Meters_are_rows_that_reporting_reads_and_come_back()
    {
        var time = new ManualTime(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var database = await TestDatabase.CreateWithCatalogAsync(Telling(), Stop);
        (await ApplyAsync(s_live, s_test)).ShouldBe(
        [
            "add plan_overage pro/live/ai_cost: weir_ai_cost, 1 for 1000000",
            "add plan_overage pro/test/ai_cost: weir_test, 1 for 1000000",
        ]);
        (await new CatalogStore(database.App, time).LoadAsync(Stop))!.Plans.Single(plan => plan.Code == "pro").Overages
            .ShouldBe([s_live, s_test]);
        (await ApplyAsync(s_test, s_live)).ShouldBeEmpty();

        time.Advance(TimeSpan.FromDays(1));
        (await ApplyAsync(s_live with { PerUnits = 10 })).ShouldBe(
        [
            "change plan_overage pro/live/ai_cost: weir_ai_cost, 1 for 1000000 → weir_ai_cost, 1 for 10",
            "remove plan_overage pro/test/ai_cost: weir_test, 1 for 1000000",
        ]);
        (await Sql.ListAsync(
            database.Superuser,
            "select mode || ' ' || per_units || ' ' || (since_at at time zone 'UTC')::date from weir.plan_overages", Stop))
            .ShouldBe(["live 10 2026-11-20"]);

        async Task<IReadOnlyList<string>> ApplyAsync(params PlanOverage[] overages) =>
        [
            .. (await new CatalogStore(database.Owner, time).ApplyAsync(Telling(overages), false, false, Stop))
                .Select(c => $"{c.Action} {c.Kind} {c.Key}: {c.Detail}"),
        ];
    }

    private static AppCatalog Telling(params PlanOverage[] overages) => SampleCatalog.Create() with
    {
        Plans = [.. SampleCatalog.Create().Plans.Select(p => p.Code == "pro" ? p with { Overages = overages } : p)],
    };
}
