using Npgsql;
using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Testing;
using static Weir.Data.Tests.Limits.PlanWorld;

namespace Weir.Data.Tests.Limits;

/// <summary>The rule of docs/decisions/0006-limits.md.</summary>
public sealed class PlanChangeTests
{
    private static readonly DateTimeOffset s_periodEnd = new(2027, 2, 20, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_larger_plan_holds_at_once_and_what_is_used_and_held_stays()
    {
        await using var world = await CreateAsync(Plan("small", 100), Plan("large", 500));
        await world.OpenAsync("small");
        await world.UseAsync(60);
        var hold = await world.ReserveAsync(30);
        world.Time.Advance(TimeSpan.FromMinutes(1));

        (await world.ChangeAsync("large")).ShouldBe(world.Time.GetUtcNow());

        (await world.BalanceAsync()).ShouldBe("60+30/500");
        var snapshot = await world.SnapshotAsync();
        (snapshot.PlanCode, snapshot.PeriodStart, snapshot.PeriodEnd).ShouldBe(("large", Start, s_periodEnd));
        (await world.SettleAsync(hold.HoldId, 40)).Status.ShouldBe(SettleStatus.Posted); // more than held: from the same bucket
        (await world.BalanceAsync()).ShouldBe("100+0/500");
        (await world.ReserveAsync(401)).Status.ShouldBe(ReserveStatus.Denied);
        (await world.SubscriptionsAsync()).ShouldBe(["small canceled 01-20 01-20", "large active 01-20"]);
        await world.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_smaller_plan_waits_for_the_end_of_the_period()
    {
        await using var world = await CreateAsync(Plan("small", 100), Plan("large", 500));
        await world.OpenAsync("large");
        await world.UseAsync(300);
        var hold = await world.ReserveAsync(50);

        (await world.ChangeAsync("small")).ShouldBe(s_periodEnd);
        (await world.ChangeAsync("small")).ShouldBe(s_periodEnd); // a repeat

        (await world.BalanceAsync()).ShouldBe("300+50/500");
        var before = await world.SnapshotAsync();
        (before.PlanCode, before.Next).ShouldBe(("large", new NextPlan("small", 1, s_periodEnd)));
        (await world.SubscriptionsAsync()).ShouldBe(["large active 01-20 02-20", "small active 02-20"]);

        // by the clock alone
        world.Time.MoveTo(s_periodEnd.AddMicroseconds(-1));
        ((await world.SnapshotAsync()).PlanCode, await world.BalanceAsync()).ShouldBe(("large", "300+0/500"));
        world.Time.MoveTo(s_periodEnd);
        var snapshot = await world.SnapshotAsync();
        (snapshot.PlanCode, snapshot.Status, snapshot.PeriodStart).ShouldBe(("small", SubscriptionStatus.Active, s_periodEnd));
        snapshot.Next.ShouldBeNull();
        (await world.BalanceAsync()).ShouldBe("0+0/100");
        await world.UseAsync(100);
        (await world.ReserveAsync(1)).Status.ShouldBe(ReserveStatus.Denied);
        (await world.SettleAsync(hold.HoldId, 50)).Status.ShouldBe(SettleStatus.PostedLate); // to the period that paid
        (await world.BalanceAsync()).ShouldBe("100+0/100");
        await world.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_smaller_plan_at_once_keeps_what_is_used_and_held_and_is_never_negative()
    {
        await using var world = await CreateAsync(Plan("small", 100), Plan("large", 500));
        await world.OpenAsync("large");
        await world.UseAsync(90);
        var first = await world.ReserveAsync(200);
        var second = await world.ReserveAsync(50);

        await world.ChangeAsync("small", PlanChangeTime.Now);

        (await world.BalanceAsync()).ShouldBe("90+250/340");
        (await world.ReserveAsync(1)).Denial!.Remaining.ShouldBe(0);
        await world.SettleAsync(first.HoldId, 5);
        (await world.BalanceAsync()).ShouldBe("95+50/145");
        await world.Engine.VoidAsync(new(world.User, second.HoldId, "test"), Stop);
        (await world.BalanceAsync()).ShouldBe("95+0/100");
        (await world.ReserveAsync(6)).Status.ShouldBe(ReserveStatus.Denied);
        await world.UseAsync(5);
        await world.AssertBalancedAsync();
    }

    [Fact]
    public async Task Back_and_forth_gives_no_allowance_anew()
    {
        await using var world = await CreateAsync(
            Plan("a", 100, PeriodKind.CalendarMonth), Plan("b", 200, PeriodKind.BillingMonth));
        await world.OpenAsync("a");
        await world.UseAsync(100);

        for (var i = 0; i < 3; i++)
        {
            world.Time.Advance(TimeSpan.FromHours(1));
            await world.ChangeAsync("b", PlanChangeTime.Now);
            if (i == 0) await world.UseAsync(150);
            (await world.BalanceAsync()).ShouldBe("150+0/200");
            world.Time.Advance(TimeSpan.FromHours(1));
            await world.ChangeAsync("a", PlanChangeTime.Now);
            (await world.BalanceAsync()).ShouldBe("100+0/100");
        }
        await world.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_change_at_the_periods_end_renews_no_allowance_whose_own_period_goes_on()
    {
        Plan Both(string code, long month, long life) => Plan(code, month) with
        {
            Entitlements =
            [
                .. Plan(code, month).Entitlements,
                new("trips", EntitlementKind.Metered) { Included = life, HardLimit = life, Period = PeriodKind.Lifetime },
            ],
        };
        await using var world = await CreateAsync();
        await new Data.Catalogs.CatalogStore(world.Database.Owner, world.Time).ApplyAsync(
            Catalog(Both("large", 500, 10), Both("small", 100, 8)) with
            {
                Meters = [.. Catalog().Meters, new("trips", "generation", MeterLimit.Granted)],
            },
            false, false, Stop);
        await world.OpenAsync("large");
        async Task<ReserveStatus> TripsAsync(long trips) => (await world.Engine.ConsumeAsync(
            new(world.User, null, Guid.CreateVersion7(), [new("trips", trips)], new()), Stop)).Status;
        async Task<long> LeftAsync() => (await world.Usage.GetBalancesAsync(world.User, Stop)).Single(b => b.Meter == "trips").Remaining;
        (await TripsAsync(5)).ShouldBe(ReserveStatus.Reserved);
        await world.ChangeAsync("small");

        world.Time.MoveTo(s_periodEnd);

        (await LeftAsync()).ShouldBe(3);
        (await TripsAsync(4)).ShouldBe(ReserveStatus.Denied);
        (await TripsAsync(2)).ShouldBe(ReserveStatus.Reserved);
        (await LeftAsync()).ShouldBe(1);
        await world.ChangeAsync("large"); // at once, and what the small plan inherited stays used
        (await LeftAsync()).ShouldBe(3);
        (await TripsAsync(3)).ShouldBe(ReserveStatus.Reserved);
        (await TripsAsync(1)).ShouldBe(ReserveStatus.Denied);
        await world.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_change_that_waits_is_replaced_or_taken_back()
    {
        await using var world = await CreateAsync(Plan("small", 100), Plan("middle", 200), Plan("large", 500));
        await world.OpenAsync("large");
        await world.ChangeAsync("small");

        (await world.ChangeAsync("middle")).ShouldBe(s_periodEnd);
        (await world.SubscriptionsAsync()).ShouldBe(["large active 01-20 02-20", "small canceled 02-20 02-20", "middle active 02-20"]);
        (await world.ChangeAsync("large")).ShouldBe(Start);
        (await world.SubscriptionsAsync())[0].ShouldBe("large active 01-20");

        world.Time.MoveTo(s_periodEnd);
        ((await world.SnapshotAsync()).PlanCode, await world.BalanceAsync()).ShouldBe(("large", "0+0/500"));
        await world.ChangeAsync("middle", PlanChangeTime.PeriodEnd);
        world.Time.Advance(TimeSpan.FromDays(1));
        await world.ChangeAsync("small", PlanChangeTime.Now);
        ((await world.SnapshotAsync()).PlanCode, await world.BalanceAsync()).ShouldBe(("small", "0+0/100"));
        world.Time.Advance(TimeSpan.FromDays(60));
        ((await world.SnapshotAsync()).PlanCode, await world.BalanceAsync()).ShouldBe(("small", "0+0/100"));
        await world.AssertBalancedAsync();
    }

    [Theory]
    [InlineData("more", false)]
    [InlineData("less", true)]
    [InlineData("less_overage", true)]
    [InlineData("another_period", false)]
    [InlineData("without_right", true)]
    [InlineData("tighter_limit", true)]
    [InlineData("new_limit", false)]
    [InlineData("tighter_rate", false)]
    public async Task What_takes_something_away_is_a_smaller_plan(string plan, bool waits)
    {
        PlanLimit Daily(long amount) => new("daily", "ai_cost", LimitScope.Member, LimitPeriod.Day, amount);
        await using var world = await CreateAsync(
            Plan("now", 100, hardLimit: 150, limits: [Daily(50), LimitPlans.Rate(PlanLimit.Requests, 60, 30)]),
            Plan("more", 100, hardLimit: 151, limits: Daily(50)),
            Plan("less", 99, hardLimit: 150, limits: Daily(50)),
            Plan("less_overage", 110, hardLimit: 149),
            Plan("another_period", 10, PeriodKind.Day),
            Plan("without_right", 100, hardLimit: 150) with { Entitlements = [Plan("x", 100, hardLimit: 150).Entitlements[0]] },
            Plan("tighter_limit", 500, limits: Daily(49)),
            Plan("tighter_rate", 500, limits: LimitPlans.Rate(PlanLimit.Requests, 60, 29)),
            Plan("new_limit", 500, limits: [Daily(50), new("calls", "requests", LimitScope.Customer, LimitPeriod.Day, 1)]));
        await world.OpenAsync("now");

        (await world.ChangeAsync(plan)).ShouldBe(waits ? s_periodEnd : Start);
    }

    [Fact]
    public async Task Without_a_period_that_ends_a_smaller_plan_holds_at_once()
    {
        await using var world = await CreateAsync(Plan("small", 3, PeriodKind.Lifetime), Plan("large", 9, PeriodKind.Lifetime));
        await world.OpenAsync("large");
        await world.UseAsync(5);

        (await world.ChangeAsync("small")).ShouldBe(Start);

        (await world.BalanceAsync()).ShouldBe("5+0/5");
        (await world.ReserveAsync(1)).Status.ShouldBe(ReserveStatus.Denied);
        await world.ChangeAsync("large");
        (await world.BalanceAsync()).ShouldBe("5+0/9");
    }

    [Fact]
    public async Task Another_plan_finds_what_its_limits_count()
    {
        PlanLimit Daily(long amount) => new("daily", "ai_cost", LimitScope.Customer, LimitPeriod.Day, amount);
        await using var world = await CreateAsync(Plan("small", 100, limits: Daily(10)), Plan("large", 500, limits: Daily(30)));
        await world.OpenAsync("small");
        await world.UseAsync(10);
        (await world.ReserveAsync(1)).Denial!.HardLimit.ShouldBe(10);

        await world.ChangeAsync("large");

        (await world.ReserveAsync(21)).Denial!.Used.ShouldBe(10);
        await world.UseAsync(20);
        await world.ChangeAsync("small", PlanChangeTime.Now);
        var denial = (await world.ReserveAsync(1)).Denial!;
        (denial.Used, denial.HardLimit, denial.Remaining).ShouldBe((30, 10, 0));
        await world.AssertBalancedAsync();
    }

    [Fact]
    public async Task New_versions_reach_subscribers_when_they_are_moved()
    {
        await using var world = await CreateAsync(Plan("small", 100));
        await world.OpenAsync("small");
        await world.UseAsync(80);

        var limit = new PlanLimit("calls", PlanLimit.Requests, LimitScope.Member, LimitPeriod.Day, 1);
        await world.ApplyAsync(move: false, Plan("small", 50, limits: limit));
        await world.UseAsync(10);
        await world.ApplyAsync(move: true, Plan("small", 50, limits: limit));

        (await world.BalanceAsync()).ShouldBe("90+0/90");
        (await world.ReserveAsync(1)).Denial!.Code.ShouldBe(ErrorCode.QuotaExhausted);
        world.Time.MoveTo(s_periodEnd);
        await world.UseAsync(1);
        (await world.ReserveAsync(1)).Denial!.Meter.ShouldBe(PlanLimit.Requests);
        await world.ApplyAsync(move: true, Plan("small", 50));
        await world.UseAsync(49);
        await world.AssertBalancedAsync();
    }

    [Fact]
    public async Task Plans_that_change_under_traffic_lose_and_double_nothing()
    {
        PlanLimit Daily(long amount) => new("daily", "ai_cost", LimitScope.Customer, LimitPeriod.Day, amount);
        await using var world = await CreateAsync(Plan("small", 10_000, limits: Daily(9_000)), Plan("large", 20_000, limits: Daily(15_000)));
        await world.OpenAsync("small");
        var used = 0L;
        using var done = new CancellationTokenSource();

        var traffic = Task.WhenAll(Enumerable.Range(0, 12).Select(async client =>
        {
            var random = new Random(client);
            while (!done.IsCancellationRequested)
            {
                var hold = await world.ReserveAsync(random.Next(1, 5));
                if (hold.Status != ReserveStatus.Reserved) continue;
                var cost = random.Next(0, 6);
                (await world.SettleAsync(hold.HoldId, cost)).Status.ShouldBe(SettleStatus.Posted);
                Interlocked.Add(ref used, cost);
            }
        }));
        for (var i = 0; i < 20; i++)
        {
            await world.ChangeAsync(i % 2 == 0 ? "large" : "small", PlanChangeTime.Now);
            await Task.Delay(5, Stop);
        }
        await done.CancelAsync();
        await traffic;

        used.ShouldBeGreaterThan(0);
        (await world.BalanceAsync()).ShouldBe($"{used}+0/10000");
        (await Sql.ScalarAsync<long>(world.Database.Superuser, "select used from weir.tallies", Stop)).ShouldBe(used);
        await world.AssertBalancedAsync();
    }

    [Fact]
    public async Task Only_known_times_of_a_change_are_taken()
    {
        await using var world = await CreateAsync(Plan("small", 100));
        await world.OpenAsync("small");

        var refused = await Should.ThrowAsync<PostgresException>(() => Sql.RunAsync(
            world.Database.Superuser, $"select weir.assign_plan('{world.User}', 'small', 'test', now(), 'someday')", Stop));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InvalidParameterValue);
    }
}
