using System.Diagnostics;
using System.Runtime.CompilerServices;
using Npgsql;
using Weir.Core.Engine;
using Weir.Data.Engine;

namespace Weir.Data.Tests.Engine;

public sealed class BatchTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    private static readonly EngineOptions s_oneLane = new() { Lanes = 1 };

    [Fact]
    public async Task A_bad_operation_never_fails_its_neighbours()
    {
        await using var lab = new Lab(database, s_oneLane);
        var customer = await lab.CustomerAsync(1000);
        var used = Guid.CreateVersion7();
        var first = await lab.ReservedAsync(customer, 1);
        await lab.Engine.SettleAsync(new(customer, first, used, [], new()), CancellationToken.None);
        var second = await lab.ReservedAsync(customer, 1);
        var neighbours = new List<Guid>();
        while (neighbours.Count < 20) neighbours.Add(await lab.ReservedAsync(customer, 1));
        await using var gate = await BooksGate.LockAsync(lab, customer);
        var blocker = lab.ReserveAsync(Lab.Hold(customer, 1));
        await gate.WaitForBlockedAsync();

        // These gather behind the blocker, ends and beginnings apart. One uses the event id of another row of the same instant:
        // the database raises.
        var settled = neighbours.ConvertAll(hold =>
            lab.Engine.SettleAsync(new(customer, hold, Guid.CreateVersion7(), [], new()), CancellationToken.None).AsTask());
        var bad = lab.Engine.SettleAsync(new(customer, second, used, [], new()), CancellationToken.None).AsTask();
        var invalid = lab.ReserveAsync(Lab.Hold(customer, -1));
        var good = Enumerable.Range(0, 20).Select(_ => lab.ReserveAsync(Lab.Hold(customer, 1))).ToList();
        await gate.ReleaseAsync();

        (await blocker).Status.ShouldBe(ReserveStatus.Reserved);
        (await invalid).Status.ShouldBe(ReserveStatus.Invalid);
        (await Task.WhenAll(good)).ShouldAllBe(r => r.Status == ReserveStatus.Reserved);
        (await Task.WhenAll(settled)).ShouldAllBe(r => r.Status == SettleStatus.Posted);
        var refused = await Should.ThrowAsync<InvalidOperationException>(() => bad);
        refused.InnerException.ShouldBeOfType<PostgresException>().SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Too_many_waiting_are_refused_at_once_but_never_a_settle()
    {
        await using var lab = new Lab(database, new EngineOptions { Lanes = 1, QueueLimit = 10 });
        var customer = await lab.CustomerAsync(1000);
        var hold = await lab.ReservedAsync(customer, 5);
        await using var gate = await BooksGate.LockAsync(lab, customer);
        var sent = lab.ReserveAsync(Lab.Hold(customer, 1));
        await gate.WaitForBlockedAsync();

        var waiting = Enumerable.Range(0, 10).Select(_ => lab.ReserveAsync(Lab.Hold(customer, 1))).ToList();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++) await RefusedAsync(lab, customer);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        lab.Engine.IsCongested.ShouldBeTrue();
        var settle = lab.SettleAsync(customer, hold, 3);
        await gate.ReleaseAsync();

        (await settle).Status.ShouldBe(SettleStatus.Posted);
        (await sent).Status.ShouldBe(ReserveStatus.Reserved);
        (await Task.WhenAll(waiting)).ShouldAllBe(r => r.Status == ReserveStatus.Reserved);
        (await lab.BalanceAsync(customer)).Held.ShouldBe(11);
        lab.Engine.IsCongested.ShouldBeFalse();
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_slow_database_lets_no_more_wait_than_one_batch_but_every_settle()
    {
        var options = new EngineOptions
        {
            Lanes = 1, MaxBatch = 5, QueueLimit = 1000, MaxWait = TimeSpan.FromMilliseconds(1),
        };
        await using var lab = new Lab(database, options);
        var customer = await lab.CustomerAsync(1000);
        var hold = await lab.ReservedAsync(customer, 5);
        await using (var slow = await BooksGate.LockAsync(lab, customer))
        {
            var late = lab.ReserveAsync(Lab.Hold(customer, 1));
            await slow.WaitForBlockedAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(200), Lab.Token); // at least: slower is as good
            await slow.ReleaseAsync();
            (await late).Status.ShouldBe(ReserveStatus.Reserved);
        }
        // A second answer comes after the lane has seen how long the first one took.
        await lab.ReservedAsync(customer, 1);
        await using var gate = await BooksGate.LockAsync(lab, customer);
        var sent = lab.ReserveAsync(Lab.Hold(customer, 1));
        await gate.WaitForBlockedAsync();

        var waiting = Enumerable.Range(0, 5).Select(_ => lab.ReserveAsync(Lab.Hold(customer, 1))).ToList();
        await RefusedAsync(lab, customer);
        (await lab.Engine.RecordAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 1)), Lab.Token))
            .Status.ShouldBe(RecordStatus.Overloaded);
        (await lab.Engine.ConsumeAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 1)), Lab.Token))
            .Status.ShouldBe(ReserveStatus.Overloaded);
        var settle = lab.SettleAsync(customer, hold, 3);
        await gate.ReleaseAsync();

        (await settle).Status.ShouldBe(SettleStatus.Posted);
        (await sent).Status.ShouldBe(ReserveStatus.Reserved);
        (await Task.WhenAll(waiting)).ShouldAllBe(r => r.Status == ReserveStatus.Reserved);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Cancelled_before_it_is_sent_it_is_removed_and_afterwards_it_stands()
    {
        await using var lab = new Lab(database, s_oneLane);
        var customer = await lab.CustomerAsync(1000);
        await using var gate = await BooksGate.LockAsync(lab, customer);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Lab.Token);
        var sent = lab.Engine.ReserveAsync(Lab.Hold(customer, 1), cancel.Token).AsTask();
        await gate.WaitForBlockedAsync();
        var waiting = lab.Engine.ReserveAsync(Lab.Hold(customer, 100), cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sent);
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        await gate.ReleaseAsync();
        await lab.ReservedAsync(customer, 10);
        (await lab.BalanceAsync(customer)).Held.ShouldBe(11);
        await Should.ThrowAsync<OperationCanceledException>(
            () => lab.Engine.ReserveAsync(Lab.Hold(customer, 1), cancel.Token).AsTask());
    }

    [Fact]
    public async Task Disposing_answers_what_waits_and_takes_no_more()
    {
        await using var lab = new Lab(database, s_oneLane);
        var customer = await lab.CustomerAsync(1000);
        await using var gate = await BooksGate.LockAsync(lab, customer);
        var sent = lab.ReserveAsync(Lab.Hold(customer, 1));
        await gate.WaitForBlockedAsync();
        var waiting = Enumerable.Range(0, 50).Select(_ => lab.ReserveAsync(Lab.Hold(customer, 1))).ToList();

        var disposing = lab.Engine.DisposeAsync().AsTask();
        await Should.ThrowAsync<ObjectDisposedException>(() => lab.ReserveAsync(Lab.Hold(customer, 1)));
        await Should.ThrowAsync<ObjectDisposedException>(() => lab.VoidAsync(customer, Guid.CreateVersion7()));
        disposing.IsCompleted.ShouldBeFalse();
        await gate.ReleaseAsync();
        await disposing;

        (await Task.WhenAll([sent, .. waiting])).ShouldAllBe(r => r.Status == ReserveStatus.Reserved);
    }

    [Fact]
    public async Task Lost_connections_lose_and_double_nothing()
    {
        await using var lab = new Lab(database);
        var customers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => lab.CustomerAsync(1_000_000)));
        using var done = new CancellationTokenSource();
        var kills = new StrongBox<long>();
        var killing = KillAsync(lab, kills, done.Token);

        var rounds = 0L;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 16).Select(async client =>
            {
                // At least: a connection must have been killed in the midst of it.
                for (var i = 0; i < 25 || (Volatile.Read(ref kills.Value) == 0 && !killing.IsCompleted); i++)
                {
                    var customer = customers[(client + i) % customers.Length];
                    var hold = Lab.Hold(customer, 10);
                    var settle = new SettleOperation(customer, hold.HoldId, Guid.CreateVersion7(), [new(Lab.Cost, 7)], new());
                    // The caller repeats what is unknown with the same ids, as callers must.
                    (await InsistAsync(() => lab.Engine.ReserveAsync(hold, Lab.Token))).Status.ShouldBe(ReserveStatus.Reserved);
                    (await InsistAsync(() => lab.Engine.SettleAsync(settle, Lab.Token))).Status
                        .ShouldBeOneOf(SettleStatus.Posted, SettleStatus.AlreadyPosted);
                    Interlocked.Increment(ref rounds);
                }
            }));
        }
        finally
        {
            await done.CancelAsync();
        }

        await killing;
        kills.Value.ShouldBeGreaterThan(0);
        var used = 0L;
        foreach (var customer in customers)
        {
            var balance = await InsistAsync(() => new ValueTask<MeterBalance>(lab.BalanceAsync(customer)));
            balance.Held.ShouldBe(0);
            used += balance.Used;
        }
        used.ShouldBe(rounds * 7);
        (await lab.ScalarAsync<long>($"select count(*) from weir.usage_events where customer_id in ({string.Join(',', customers.Select(c => $"'{c}'"))})"))
            .ShouldBe(rounds);
        await lab.AssertBalancedAsync();

        static async Task<T> InsistAsync<T>(Func<ValueTask<T>> call)
        {
            while (true)
            {
                try
                {
                    return await call();
                }
                catch (StoreUnavailableException)
                {
                    await Task.Delay(10, Lab.Token);
                }
            }
        }
    }

    [Fact]
    public async Task Without_a_database_it_says_so_in_time()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var nowhere = new NpgsqlConnectionStringBuilder(lab.Database.AppConnectionString) { Port = 1, Timeout = 2 };
        await using var gone = WeirDatabase.Open(nowhere.ConnectionString);
        await using var engine = new EngineClient(gone, lab.Time, new EngineOptions { RetryDelays = [TimeSpan.FromMilliseconds(1)] });
        await Should.ThrowAsync<StoreUnavailableException>(() => engine.ReserveAsync(Lab.Hold(customer, 1), Lab.Token).AsTask());
        await Should.ThrowAsync<StoreUnavailableException>(() => engine.ExpireHoldsAsync(1, Lab.Token));
    }

    [Fact]
    public void Wrong_options_name_every_fault()
    {
        var options = new EngineOptions { Lanes = 0, MaxBatch = 0, QueueLimit = 0, RetryDelays = [TimeSpan.FromDays(1)], MaxWait = default };
        options.Validate().Count.ShouldBe(5);
        new EngineOptions().Validate().ShouldBeEmpty();
    }

    private static async Task RefusedAsync(Lab lab, Guid customer)
    {
        var refused = lab.ReserveAsync(Lab.Hold(customer, 1));
        refused.IsCompleted.ShouldBeTrue("it was taken into the queue");
        (await refused).Status.ShouldBe(ReserveStatus.Overloaded);
    }

    /// <summary>Kills the server's backends of this database every few milliseconds.</summary>
    private static async Task KillAsync(Lab lab, StrongBox<long> kills, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var killed = await lab.ScalarAsync<long>("""
                select count(*) from (
                  select pg_terminate_backend(pid) from pg_stat_activity
                  where datname = current_database() and usename = 'weir_app' and random() < 0.3) as k
                """);
            Interlocked.Add(ref kills.Value, killed);
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
