using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Data.Engine;
using Weir.Data.Tests.Engine;
using Weir.Testing;

namespace Weir.Data.Tests.Limits;

/// <summary>Several engines with connections of their own, as server processes have them.</summary>
public sealed class LimitRaceTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Theory]
    [InlineData(LimitScope.Customer)]
    [InlineData(LimitScope.Member)]
    [InlineData(LimitScope.Feature)]
    public async Task Racing_callers_never_pass_a_limit_by_one_unit(LimitScope scope)
    {
        await using var lab = new Lab(database);
        await using var second = new EngineClient(lab.Database.Weir, lab.Time);
        await using var third = new EngineClient(lab.Database.Weir, lab.Time, new EngineOptions { Lanes = 1 });
        EngineClient[] engines = [lab.Engine, second, third];
        var customers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => lab.LimitedAsync(
            new("scoped", Lab.Cost, scope, LimitPeriod.Day, 17), LimitPlans.Rate(PlanLimit.Requests, 60, 30))));
        var members = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7()).ToArray();
        string[] features = ["a", "b", "c"];
        using var done = new CancellationTokenSource();
        var watching = WatchAsync(lab, customers, done.Token);

        var admitted = new int[customers.Length];
        await Task.WhenAll(Enumerable.Range(0, 48).Select(async client =>
        {
            for (var i = 0; i < 6; i++)
            {
                var n = (client * 6) + i;
                var which = n % customers.Length;
                var result = await engines[n % engines.Length].ReserveAsync(
                    Lab.Hold(customers[which], 1) with { UserId = members[n / 2 % 3], Feature = features[n / 2 % 3] }, Lab.Token);
                if (result.Status == ReserveStatus.Reserved) Interlocked.Increment(ref admitted[which]);
                else result.Status.ShouldBe(ReserveStatus.Denied);
            }
        }));
        await done.CancelAsync();

        (await watching).ShouldBeGreaterThan(0);
        admitted.ShouldAllBe(count => count == (scope == LimitScope.Customer ? 17 : 30));
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Racing_calls_of_every_kind_keep_tallies_and_books()
    {
        await using var lab = new Lab(database);
        await using var other = new EngineClient(lab.Database.Weir, lab.Time);
        var customers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => lab.LimitedAsync(
            new("member", Lab.Cost, LimitScope.Member, LimitPeriod.Day, 60), LimitPlans.Calls10 with { Amount = 25 },
            new PlanLimit("notes", Lab.Notes, LimitScope.Feature, LimitPeriod.Lifetime, 40))));
        using var done = new CancellationTokenSource();
        var watching = WatchAsync(lab, customers, done.Token);

        await Task.WhenAll(Enumerable.Range(0, 24).Select(async client =>
        {
            var random = new Random(client);
            for (var i = 0; i < 12; i++)
            {
                var customer = customers[random.Next(customers.Length)];
                var engine = random.Next(2) == 0 ? lab.Engine : other;
                var member = random.Next(3) == 0 ? (Guid?)null : customer;
                MeterQuantity[] lines = [new(Lab.Cost, random.Next(0, 9)), new(Lab.Notes, random.Next(0, 3))];
                if (random.Next(4) == 0)
                {
                    await engine.ConsumeAsync(Lab.Usage1(customer, lines) with { UserId = member }, Lab.Token);
                    continue;
                }
                var hold = await engine.ReserveAsync(Lab.Hold(customer, lines) with { UserId = member }, Lab.Token);
                if (hold.Status != ReserveStatus.Reserved) continue;
                if (random.Next(3) == 0) await engine.VoidAsync(new(customer, hold.HoldId, "test"), Lab.Token);
                else await engine.SettleAsync(new(customer, hold.HoldId, Guid.CreateVersion7(), lines, new()), Lab.Token);
            }
        }));
        await done.CancelAsync();

        (await watching).ShouldBeGreaterThan(0);
        foreach (var customer in customers)
        {
            (await lab.ScalarAsync<long>($"select sum(held)::bigint from weir.tallies where customer_id = '{customer}'")).ShouldBe(0);
        }
        await lab.AssertBalancedAsync();
    }

    /// <summary>Looks at committed states until it is told to stop: no tally is beyond its limit. Returns how often it looked.</summary>
    private static async Task<int> WatchAsync(Lab lab, Guid[] customers, CancellationToken stop)
    {
        var list = string.Join(", ", customers.Select(c => $"'{c}'"));
        var looks = 0;
        for (; !stop.IsCancellationRequested; looks++)
        {
            var beyond = await Sql.ListAsync(
                lab.Database.Superuser,
                $"""
                select t.customer_id || ' ' || t.meter || ' ' || t.used || '+' || t.held
                from weir.tallies as t
                join weir.subscriptions as s on s.customer_id = t.customer_id and s.ended_at is null
                join weir.plan_limits as l on l.plan_code = s.plan_code and l.meter = t.meter and l.scope = t.scope
                  and l.period = t.period
                where t.customer_id in ({list}) and t.used + t.held > l.amount
                """,
                Lab.Token);
            beyond.ShouldBeEmpty();
        }
        return looks;
    }
}
