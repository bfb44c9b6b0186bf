using Weir.Core.Catalog;
using Weir.Data.Catalogs;
using Weir.Testing;
using static Weir.Data.Tests.Limits.PlanWorld;

namespace Weir.Data.Tests.Limits;

public sealed class LimitCatalogTests : IAsyncLifetime
{
    private static readonly PlanLimit s_calls =
        new("calls", PlanLimit.Requests, LimitScope.Member, LimitPeriod.Window, 30) { WindowSeconds = 60 };

    private static readonly PlanLimit s_tokens = new("tokens", "ai_tokens", LimitScope.Feature, LimitPeriod.BillingMonth, 5_000);

    private readonly ManualTime _time = new(Start);
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(Stop);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Limits_and_trial_days_come_back_as_they_were_applied()
    {
        var plan = Plan("pro", 100, limits: [s_calls, s_tokens]) with { TrialDays = 14 };
        (await ApplyAsync(plan)).ShouldContain(
            "plan pro: version 1: +ai_cost 100 of 100 per billing_month, +limit calls 30 requests per member and 60 s, "
            + "+limit tokens 5000 ai_tokens per feature and billing_month, +managed_ai granted");

        var loaded = (await new CatalogStore(_database.App, _time).LoadAsync(Stop))!.Plans.Single();

        loaded.Limits.ShouldBe([s_calls, s_tokens]);
        loaded.TrialDays.ShouldBe(14);
        (await ApplyAsync(plan)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_limit_that_differs_is_a_new_version_and_trial_days_are_not()
    {
        await ApplyAsync(Plan("pro", 100, limits: [s_calls, s_tokens]));

        (await ApplyAsync(Plan("pro", 100, limits: s_calls with { Amount = 20 }))).ShouldBe(
        [
            "plan pro: version 2: limit calls 30 requests per member and 60 s → 20 requests per member and 60 s, -limit tokens",
        ]);
        var same = Plan("pro", 100, limits: s_calls with { Amount = 20 }) with { TrialDays = 7 };
        (await ApplyAsync(same)).ShouldBe(["plan pro: trial_days 0 → 7"]);
        (await ApplyAsync(same)).ShouldBeEmpty();
        (await ApplyAsync(same with { TrialDays = 0 })).ShouldBe(["plan pro: trial_days 7 → 0"]);
    }

    private async Task<IEnumerable<string>> ApplyAsync(params Plan[] plans) =>
        (await new CatalogStore(_database.Owner, _time).ApplyAsync(Catalog(plans), false, false, Stop))
            .Where(c => c.Kind == "plan").Select(c => $"{c.Kind} {c.Key}: {c.Detail}");
}
