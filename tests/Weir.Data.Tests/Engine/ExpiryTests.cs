using Weir.Core.Engine;
using Weir.Data.Engine;

namespace Weir.Data.Tests.Engine;

public sealed class ExpiryTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task An_abandoned_hold_frees_its_units_at_the_end_of_its_lease_without_any_sweep()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        await lab.ReservedAsync(customer, 100);
        lab.Time.Advance(TimeSpan.FromMinutes(2).Subtract(TimeSpan.FromMicroseconds(1)));
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Status.ShouldBe(ReserveStatus.Denied);
        (await lab.BalanceAsync(customer)).Held.ShouldBe(100);

        lab.Time.Advance(TimeSpan.FromMicroseconds(1));
        (await lab.BalanceAsync(customer)).ShouldBe(new MeterBalance(Lab.Cost, "nano_usd", 100, 0, 0, 100, null));
        (await lab.ReserveAsync(Lab.Hold(customer, 100))).Status.ShouldBe(ReserveStatus.Reserved);
        (await lab.ScalarAsync<string>($"select string_agg(state, ' ' order by reserved_at) from weir.holds where customer_id = '{customer}'"))
            .ShouldBe("expired pending");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_sweep_frees_what_nobody_touches_and_a_void_comes_too_late()
    {
        await using var lab = new Lab(database);
        var customers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => lab.CustomerAsync(100)));
        var holds = new List<(Guid Customer, Guid Hold)>();
        foreach (var customer in customers)
        {
            for (var i = 0; i < 3; i++) holds.Add((customer, await lab.ReservedAsync(customer, 10)));
        }
        var late = await lab.ReserveAsync(Lab.Hold(customers[0], 10) with { Lease = TimeSpan.FromMinutes(10) });
        lab.Time.Advance(TimeSpan.FromMinutes(3));

        var expired = 0;
        for (int round; (round = await lab.Engine.ExpireHoldsAsync(4, Lab.Token)) > 0; expired += round) round.ShouldBeLessThanOrEqualTo(4);

        expired.ShouldBe(15);
        (await lab.BucketsAsync(customers[0])).ShouldBe("0+10/100");
        (await lab.BucketsAsync(customers[1])).ShouldBe("0+0/100");
        (await lab.VoidAsync(holds[0].Customer, holds[0].Hold)).ShouldBe(VoidStatus.AlreadyExpired);
        (await lab.VoidAsync(customers[0], late.HoldId)).ShouldBe(VoidStatus.Voided);
        (await lab.VoidAsync(customers[0], late.HoldId)).ShouldBe(VoidStatus.AlreadyVoided);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task The_sweeper_runs_until_it_is_told_to_stop()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 100);
        lab.Time.Advance(TimeSpan.FromMinutes(2));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Lab.Token);

        var sweeping = new HoldSweeper(lab.Engine, lab.Time).RunAsync(stop.Token);
        while (await lab.ScalarAsync<string>($"select state from weir.holds where hold_id = '{hold}'") != "expired")
            await Task.Delay(10, Lab.Token);
        await stop.CancelAsync();
        await sweeping;
    }

    [Fact]
    public async Task Two_sweeps_at_once_expire_each_hold_once()
    {
        await using var lab = new Lab(database);
        await using var other = new EngineClient(lab.Database.Weir, lab.Time);
        var customers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => lab.CustomerAsync(100)));
        await Task.WhenAll(customers.SelectMany(c => Enumerable.Range(0, 5).Select(_ => lab.ReservedAsync(c, 10))));
        lab.Time.Advance(TimeSpan.FromMinutes(3));

        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var engine = i % 2 == 0 ? lab.Engine : other;
            var sum = 0;
            for (int round; (round = await engine.ExpireHoldsAsync(7, Lab.Token)) > 0; sum += round)
            {
            }
            return sum;
        }));

        // A sweep skips what another has locked, and may stop early for it: one more finds the rest.
        (counts.Sum() + await lab.Engine.ExpireHoldsAsync(100, Lab.Token)).ShouldBe(50);
        foreach (var customer in customers) (await lab.BucketsAsync(customer)).ShouldBe("0+0/100");
        await lab.AssertBalancedAsync();
    }
}
