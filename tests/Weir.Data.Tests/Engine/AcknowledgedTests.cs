using Npgsql;
using Weir.Core.Engine;
using Weir.Data.Engine;
using Weir.Testing;

namespace Weir.Data.Tests.Engine;

/// <summary>An answer that a caller got is durable, and what was not answered happens once: backends die in between.</summary>
public sealed class AcknowledgedTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    private const int StopLock = 4711;

    public static TheoryData<string> Calls => ["reserve", "settle", "void", "extend", "record", "consume"];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task What_was_answered_is_there_when_the_backend_dies_at_once(string call)
    {
        await using var lab = new Lab(database);
        var act = await ActAsync(lab, call);

        (await act.Run()).ShouldBe(act.Answer);
        await KillAsync(lab);

        (await lab.ScalarAsync<long>(act.Effects)).ShouldBe(1);
        await lab.AssertBalancedAsync();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task What_dies_while_it_waits_for_the_books_happens_once(string call)
    {
        await using var lab = new Lab(database);
        var act = await ActAsync(lab, call);
        await using var gate = await BooksGate.LockAsync(lab, act.Customer);
        var answer = act.Run();
        await gate.WaitForBlockedAsync();

        await KillAsync(lab);
        await gate.ReleaseAsync();

        (await answer).ShouldBe(act.Answer);
        await KillAsync(lab);
        (await lab.ScalarAsync<long>(act.Effects)).ShouldBe(1);
        await lab.AssertBalancedAsync();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Nobody_is_answered_before_the_commit_and_what_dies_in_it_happens_once(string call)
    {
        await using var lab = new Lab(database);
        await StopAtCommitAsync(lab);
        var act = await ActAsync(lab, call);
        await using var stop = await lab.Database.Superuser.OpenConnectionAsync(Lab.Token);
        await Sql.RunAsync(stop, $"select pg_advisory_lock({StopLock})", Lab.Token);
        var answer = act.Run();
        await WaitForCommitAsync(lab);

        // Its rows have been sent by now.
        answer.IsCompleted.ShouldBeFalse();
        (await lab.ScalarAsync<long>(act.Effects)).ShouldBe(0);
        await KillAsync(lab);
        await Sql.RunAsync(stop, $"select pg_advisory_unlock({StopLock})", Lab.Token);

        (await answer).ShouldBe(act.Answer);
        await KillAsync(lab);
        (await lab.ScalarAsync<long>(act.Effects)).ShouldBe(1);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Rows_that_come_before_the_commit_answer_nobody()
    {
        await using var lab = new Lab(database, new EngineOptions { Lanes = 1 });
        await StopAtCommitAsync(lab, "new.feature = 'stop'");
        var customer = await lab.CustomerAsync(1000);
        await using var stop = await lab.Database.Superuser.OpenConnectionAsync(Lab.Token);
        await Sql.RunAsync(stop, $"select pg_advisory_lock({StopLock})", Lab.Token);
        await using var gate = await BooksGate.LockAsync(lab, customer);
        var blocker = lab.ReserveAsync(Lab.Hold(customer, 1));
        await gate.WaitForBlockedAsync();

        // One batch, with more rows than the server's buffer holds: it sends the first of them at once. Were none of it
        // denied, there would be one row.
        var batch = Enumerable.Range(0, 250)
            .Select(i => lab.ReserveAsync(Lab.Hold(customer, i == 0 ? 5000 : 1) with { Feature = "stop" })).ToList();
        await gate.ReleaseAsync();
        (await blocker).Status.ShouldBe(ReserveStatus.Reserved);
        await WaitForCommitAsync(lab);
        await Task.Delay(50, Lab.Token);
        batch.ShouldAllBe(answer => !answer.IsCompleted);

        await Sql.RunAsync(stop, $"select pg_advisory_unlock({StopLock})", Lab.Token);
        (await batch[0]).Status.ShouldBe(ReserveStatus.Denied);
        (await Task.WhenAll(batch.Skip(1))).ShouldAllBe(answer => answer.Status == ReserveStatus.Reserved);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task What_was_done_and_not_heard_of_answers_as_done(string call)
    {
        await using var lab = new Lab(database);
        await using var proxy = new LossyProxy(new NpgsqlConnectionStringBuilder(lab.Database.AppConnectionString).Port);
        var address = new NpgsqlConnectionStringBuilder(lab.Database.AppConnectionString) { Host = "127.0.0.1", Port = proxy.Port };
        await using var far = WeirDatabase.Open(address.ConnectionString);
        await using var engine = new EngineClient(far, lab.Time);
        var act = await ActAsync(lab, call, engine);
        (await engine.ReserveAsync(Lab.Hold(act.Customer, 1), Lab.Token)).Status.ShouldBe(ReserveStatus.Reserved); // it is connected

        proxy.LoseNextAnswer();
        (await act.Run()).ShouldBe(act.Answer);

        proxy.Lost.ShouldBe(1);
        (await lab.ScalarAsync<long>(act.Effects)).ShouldBe(1);
        lab.Database.Weir.App.Clear(); // of connections that other tests killed
        await lab.AssertBalancedAsync();
    }

    /// <summary>One call, what it answers, and how to count what it did.</summary>
    private static async Task<Act> ActAsync(Lab lab, string call, EngineClient? engine = null)
    {
        engine ??= lab.Engine;
        var customer = await lab.CustomerAsync(100);
        var hold = Lab.Hold(customer, 10);
        if (call is "settle" or "void" or "extend") (await lab.ReserveAsync(hold)).Status.ShouldBe(ReserveStatus.Reserved);
        var settle = new SettleOperation(customer, hold.HoldId, Guid.CreateVersion7(), [new(Lab.Cost, 7)], new());
        var extend = new ExtendOperation(customer, hold.HoldId, TimeSpan.FromHours(1), [new(Lab.Cost, 20)]);
        var usage = Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 7));
        var holds = $"select count(*) from weir.holds where customer_id = '{customer}' and ";
        var events = $"select count(*) from weir.usage_events where customer_id = '{customer}' and event_id = ";
        return call switch
        {
            "reserve" => new(customer, async () => $"{(await engine.ReserveAsync(hold, Lab.Token)).Status}", "Reserved",
                $"{holds} state = 'pending' and hold_id = '{hold.HoldId}'"),
            "settle" => new(customer, async () => $"{(await engine.SettleAsync(settle, CancellationToken.None)).Status}",
                "Posted", $"{events} '{settle.EventId}'"),
            "void" => new(customer, async () => $"{await engine.VoidAsync(new(customer, hold.HoldId, "test"), CancellationToken.None)}", "Voided",
                $"{holds} state = 'voided'"),
            "extend" => new(customer, async () => $"{(await engine.ExtendAsync(extend, CancellationToken.None)).Status}",
                "Extended", $"{holds} expires_at = '{Lab.Start.AddHours(1):O}'"),
            "record" => new(customer, async () => $"{(await engine.RecordAsync(usage, CancellationToken.None)).Status}",
                "Recorded", $"{events} '{usage.EventId}'"),
            "consume" => new(customer, async () => $"{(await engine.ConsumeAsync(usage, CancellationToken.None)).Status}",
                "Reserved", $"{events} '{usage.EventId}'"),
            _ => throw new ArgumentOutOfRangeException(nameof(call), call, "There is no such call."),
        };
    }

    /// <summary>A commit that writes holds or keys waits for <see cref="StopLock"/>.</summary>
    private static Task StopAtCommitAsync(Lab lab, string when = "true") => lab.SqlAsync($"""
        create or replace function public.stop_at_commit() returns trigger language plpgsql as
          'begin perform pg_catalog.pg_advisory_xact_lock_shared({StopLock}); return null; end';
        drop trigger if exists stop_at_commit on weir.holds;
        drop trigger if exists stop_at_commit on weir.usage_keys;
        create constraint trigger stop_at_commit after insert or update on weir.holds
          deferrable initially deferred for each row when ({when}) execute function public.stop_at_commit();
        create constraint trigger stop_at_commit after insert or update on weir.usage_keys
          deferrable initially deferred for each row execute function public.stop_at_commit();
        """);

    private static async Task WaitForCommitAsync(Lab lab)
    {
        for (var i = 0; i < 4000; i++)
        {
            if (await lab.ScalarAsync<bool>("""
                select exists (select from pg_stat_activity
                  where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory')
                """))
                return;
            await Task.Delay(5, Lab.Token);
        }
        Assert.Fail("Nobody commits.");
    }

    private static Task KillAsync(Lab lab) => lab.SqlAsync("""
        select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where datname = current_database() and usename = 'weir_app'
        """);

    private sealed record Act(Guid Customer, Func<Task<string>> Run, string Answer, string Effects);
}
