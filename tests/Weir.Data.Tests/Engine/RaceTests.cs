using Weir.Core.Engine;
using Weir.Data.Engine;
using Weir.Testing;

namespace Weir.Data.Tests.Engine;

/// <summary>Two engines with connections of their own, as two server processes have them.</summary>
public sealed class RaceTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task Racing_reserves_never_oversell_at_any_instant()
    {
        await using var lab = new Lab(database);
        await using var other = await SecondServer.StartAsync(lab);
        var customers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => lab.CustomerAsync(50)));
        using var done = new CancellationTokenSource();
        var watching = WatchAsync(lab, customers, done.Token);

        var held = new int[customers.Length];
        await StopAfterAsync(done, Task.WhenAll(Enumerable.Range(0, 64).Select(async client =>
        {
            var engine = client % 2 == 0 ? lab.Engine : other.Engine;
            for (var i = 0; i < 12; i++)
            {
                var which = (client + i) % customers.Length;
                var result = await engine.ReserveAsync(Lab.Hold(customers[which], 1), Lab.Token);
                if (result.Status == ReserveStatus.Reserved) Interlocked.Increment(ref held[which]);
                else result.Status.ShouldBe(ReserveStatus.Denied);
            }
        })));

        held.ShouldAllBe(h => h == 50);
        (await watching).ShouldBeGreaterThan(0);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Racing_calls_of_every_kind_keep_the_books_at_every_instant()
    {
        await using var lab = new Lab(database);
        await using var other = await SecondServer.StartAsync(lab);
        var customers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => lab.CustomerAsync(200)));
        using var done = new CancellationTokenSource();
        var watching = WatchAsync(lab, customers, done.Token);

        await StopAfterAsync(done, Task.WhenAll(Enumerable.Range(0, 32).Select(async client =>
        {
            var random = new Random(client);
            var engine = client % 2 == 0 ? lab.Engine : other.Engine;
            for (var i = 0; i < 12; i++)
            {
                var customer = customers[random.Next(customers.Length)];
                var result = await engine.ReserveAsync(Lab.Hold(customer, random.Next(1, 20)), Lab.Token);
                if (result.Status != ReserveStatus.Reserved) continue;
                var resolver = random.Next(2) == 0 ? lab.Engine : other.Engine;
                if (random.Next(3) == 0)
                {
                    (await resolver.VoidAsync(new(customer, result.HoldId, "test"), Lab.Token)).ShouldBe(VoidStatus.Voided);
                    continue;
                }
                var settled = await resolver.SettleAsync(
                    new(customer, result.HoldId, Guid.CreateVersion7(), [new(Lab.Cost, random.Next(0, 25))], new()), Lab.Token);
                settled.Status.ShouldBe(SettleStatus.Posted);
            }
        })));

        await watching;
        foreach (var customer in customers) (await lab.BalanceAsync(customer)).Held.ShouldBe(0);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task The_first_calls_of_a_customer_make_one_bucket()
    {
        await using var lab = new Lab(database);
        await using var other = await SecondServer.StartAsync(lab);
        for (var round = 0; round < 5; round++)
        {
            var customer = await lab.CustomerAsync();
            await lab.PlanAsync(customer, Lab.Generations, 3, 3, "calendar_month");
            var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? lab.Engine : other.Engine)
                .ReserveAsync(Lab.Hold(customer, new MeterQuantity(Lab.Generations, 1)), Lab.Token).AsTask()));
            results.Count(r => r.Status == ReserveStatus.Reserved).ShouldBe(3);
            (await lab.BucketsAsync(customer, Lab.Generations)).ShouldBe("0+3/3");
        }
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_hold_resolves_once_whoever_races_for_it()
    {
        await using var lab = new Lab(database);
        await using var other = await SecondServer.StartAsync(lab);
        var customer = await lab.CustomerAsync(10_000);
        for (var round = 0; round < 20; round++)
        {
            var hold = await lab.ReservedAsync(customer, 10);
            var expires = round % 3 == 0;
            if (expires) lab.Time.Advance(TimeSpan.FromMinutes(2));
            var settles = Enumerable.Range(0, 4).Select(i => (i % 2 == 0 ? lab.Engine : other.Engine).SettleAsync(
                new(customer, hold, Guid.CreateVersion7(), [new(Lab.Cost, 7)], new()), Lab.Token).AsTask()).ToList();
            var voids = Enumerable.Range(0, 4).Select(i => (i % 2 == 0 ? lab.Engine : other.Engine).VoidAsync(
                new(customer, hold, "test"), Lab.Token).AsTask()).ToList();
            var sweep = lab.Engine.ExpireHoldsAsync(10, Lab.Token);
            await Task.WhenAll([.. settles, .. voids, sweep]);

            // A settle is never lost: one posts, in time or late; the others learn of it.
            settles.Count(s => s.Result.Status is SettleStatus.Posted or SettleStatus.PostedLate).ShouldBe(1);
            settles.Count(s => s.Result.Status == SettleStatus.AlreadyPosted).ShouldBe(3);
            settles.Select(s => s.Result.EventId).Distinct().Count().ShouldBe(1);
            var voided = voids.Count(v => v.Result == VoidStatus.Voided);
            voided.ShouldBeLessThanOrEqualTo(expires ? 0 : 1);
            if (!expires) (voided == 1).ShouldBe(settles.Any(s => s.Result.Status == SettleStatus.PostedLate));
        }
        (await lab.BalanceAsync(customer)).ShouldBe(new MeterBalance(Lab.Cost, "nano_usd", 10_000, 140, 0, 10_000, null));
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Batches_that_meet_in_opposite_order_do_not_deadlock()
    {
        await using var lab = new Lab(database);
        var customers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => lab.CustomerAsync(1_000_000)));
        foreach (var customer in customers) await lab.GrantAsync(customer, Lab.Generations, 1_000_000);
        var deadlocks = await DeadlocksAsync(lab);

        // One lane each way, so that every batch touches every customer, in opposite orders, lines reversed too.
        await using var forward = await SecondServer.StartAsync(lab, new EngineOptions { Lanes = 1 });
        await using var backward = await SecondServer.StartAsync(lab, new EngineOptions { Lanes = 1 });
        await Task.WhenAll(RunAsync(forward.Engine, customers, reversed: false), RunAsync(backward.Engine, [.. customers.Reverse()], reversed: true));

        (await DeadlocksAsync(lab)).ShouldBe(deadlocks);
        await lab.AssertBalancedAsync();

        static async Task RunAsync(EngineClient engine, Guid[] customers, bool reversed)
        {
            MeterQuantity[] lines = reversed ? [new(Lab.Generations, 1), new(Lab.Cost, 1)] : [new(Lab.Cost, 1), new(Lab.Generations, 1)];
            for (var round = 0; round < 40; round++)
            {
                var holds = await Task.WhenAll(customers.Select(c => engine.ReserveAsync(Lab.Hold(c, lines), Lab.Token).AsTask()));
                await Task.WhenAll(customers.Select((c, i) => i % 2 == 0
                    ? engine.VoidAsync(new(c, holds[i].HoldId, "test"), Lab.Token).AsTask() as Task
                    : engine.SettleAsync(new(c, holds[i].HoldId, Guid.CreateVersion7(), lines, new()), Lab.Token).AsTask()));
            }
        }
    }

    /// <summary>Tells the watcher to stop, also when the clients failed.</summary>
    private static async Task StopAfterAsync(CancellationTokenSource watcher, Task clients)
    {
        try
        {
            await clients;
        }
        finally
        {
            await watcher.CancelAsync();
        }
    }

    private static Task<long> DeadlocksAsync(Lab lab) =>
        lab.ScalarAsync<long>("select deadlocks from pg_stat_database where datname = current_database()");

    /// <summary>Reads the books in snapshots until told to stop; returns how many it took.</summary>
    private static async Task<int> WatchAsync(Lab lab, Guid[] customers, CancellationToken stop)
    {
        var list = string.Join(',', customers.Select(c => $"'{c}'"));
        var snapshots = 0;
        while (!stop.IsCancellationRequested)
        {
            (await lab.ScalarAsync<long>($"""
                select count(*) from weir.buckets as b
                where b.customer_id in ({list}) and (b.used + b.held > b.granted + b.overage_allowed
                  or b.held <> (
                    select coalesce(sum(l.quantity), 0) from weir.holds as h cross join lateral unnest(h.lines) as l
                    where h.customer_id = b.customer_id and h.state = 'pending' and l.bucket_id = b.bucket_id)
                  or b.used <> (
                    select coalesce(sum(l.quantity), 0) from weir.usage_events as e cross join lateral unnest(e.lines) as l
                    where e.customer_id = b.customer_id and l.bucket_id = b.bucket_id))
                """)).ShouldBe(0);
            snapshots++;
        }
        return snapshots;
    }

    /// <summary>Another server process on the same database.</summary>
    private sealed class SecondServer : IAsyncDisposable
    {
        private readonly WeirDatabase _connections;

        private SecondServer(WeirDatabase connections, EngineClient engine)
        {
            _connections = connections;
            Engine = engine;
        }

        public EngineClient Engine { get; }

        public static async Task<SecondServer> StartAsync(Lab lab, EngineOptions? options = null)
        {
            var connections = WeirDatabase.Open(lab.Database.AppConnectionString);
            await Sql.ScalarAsync<int>(connections.App, "select 1", Lab.Token);
            return new SecondServer(connections, new EngineClient(connections, lab.Time, options));
        }

        public async ValueTask DisposeAsync()
        {
            await Engine.DisposeAsync();
            await _connections.DisposeAsync();
        }
    }
}
