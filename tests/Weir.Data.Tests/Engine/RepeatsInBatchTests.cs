using Microsoft.Extensions.Logging;
using Weir.Core.Engine;
using Weir.Data.Engine;

namespace Weir.Data.Tests.Engine;

/// <summary>
/// What comes twice in one batch is decided in the order of the batch: the first has its effect, and the second is told of it,
/// as if they had come one after the other.
/// </summary>
public sealed class RepeatsInBatchTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    private static readonly EngineOptions s_oneLane = new() { Lanes = 1 };
    private readonly RefusalLog _refusals = new();

    private static ReserveOperation Keyed(Guid customer, long cost, string body) =>
        Lab.Hold(customer, cost) with { IdempotencyKey = "k", RequestHash = Lab.Hash(body) };

    [Theory]
    [InlineData(10, 10)]
    [InlineData(10, 30)]
    [InlineData(30, 10)]
    public async Task The_first_of_two_with_one_hold_holds(long first, long second)
    {
        await using var lab = new Lab(database, s_oneLane, _refusals);
        var customer = await lab.CustomerAsync(100);
        var id = Guid.CreateVersion7();

        var results = await TogetherAsync(lab, customer,
            () => lab.ReserveAsync(Lab.Hold(customer, first) with { HoldId = id }),
            () => lab.ReserveAsync(Lab.Hold(customer, second) with { HoldId = id, Lease = TimeSpan.FromHours(1) }));

        results.ShouldAllBe(r => r.Status == ReserveStatus.Reserved && r.ExpiresAt == Lab.Start.AddMinutes(2));
        (await lab.BucketsAsync(customer)).ShouldBe($"0+{first}/100");
        await lab.AssertBalancedAsync();
    }

    [Theory]
    [InlineData("a", "a", ReserveStatus.InProgress)]
    [InlineData("a", "b", ReserveStatus.KeyConflict)]
    [InlineData("b", "a", ReserveStatus.KeyConflict)]
    public async Task The_first_of_two_with_one_key_holds(string first, string second, ReserveStatus told)
    {
        await using var lab = new Lab(database, s_oneLane, _refusals);
        var customer = await lab.CustomerAsync(100);

        var results = await TogetherAsync(lab, customer,
            () => lab.ReserveAsync(Keyed(customer, 10, first)), () => lab.ReserveAsync(Keyed(customer, 30, second)));

        results.Select(r => r.Status).ShouldBe([ReserveStatus.Reserved, told]);
        (await lab.BucketsAsync(customer)).ShouldBe("0+10/100");
        await lab.AssertBalancedAsync();
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "b")]
    public async Task A_first_that_is_denied_leaves_its_key_to_the_second(string first, string second)
    {
        await using var lab = new Lab(database, s_oneLane, _refusals);
        var customer = await lab.CustomerAsync(100);

        var results = await TogetherAsync(lab, customer,
            () => lab.ReserveAsync(Keyed(customer, 101, first)), () => lab.ReserveAsync(Keyed(customer, 10, second)));

        results.Select(r => r.Status).ShouldBe([ReserveStatus.Denied, ReserveStatus.Reserved]);
        (await lab.BucketsAsync(customer)).ShouldBe("0+10/100");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_repeated_hold_is_told_of_itself_though_its_key_would_conflict()
    {
        await using var lab = new Lab(database, s_oneLane, _refusals);
        var customer = await lab.CustomerAsync(100);
        var hold = Keyed(customer, 10, "a");

        var results = await TogetherAsync(lab, customer,
            () => lab.ReserveAsync(hold), () => lab.ReserveAsync(Keyed(customer, 10, "b")), () => lab.ReserveAsync(hold));

        results.Select(r => r.Status).ShouldBe([ReserveStatus.Reserved, ReserveStatus.KeyConflict, ReserveStatus.Reserved]);
        (await lab.BucketsAsync(customer)).ShouldBe("0+10/100");
        await lab.AssertBalancedAsync();
    }

    [Theory]
    [InlineData(3, 3, true)]
    [InlineData(3, 8, true)]
    [InlineData(8, 3, false)]
    [InlineData(3, 30, false)]
    [InlineData(30, 3, false)]
    public async Task The_first_of_two_settles_posts(long first, long second, bool oneEvent)
    {
        await using var lab = new Lab(database, s_oneLane, _refusals);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 10);
        await lab.ReservedAsync(customer, 50); // whose units must not pay for the second
        var settle = new SettleOperation(customer, hold, Guid.CreateVersion7(), [new(Lab.Cost, first)], new());
        var again = settle with
        {
            EventId = oneEvent ? settle.EventId : Guid.CreateVersion7(), Lines = [new(Lab.Cost, second)],
        };

        var results = await TogetherAsync(lab, customer, () => SettleAsync(lab, settle), () => SettleAsync(lab, again));

        results.Select(r => r.Status).ShouldBe([SettleStatus.Posted, SettleStatus.AlreadyPosted]);
        results.ShouldAllBe(r => r.EventId == settle.EventId);
        (await lab.BucketsAsync(customer)).ShouldBe($"{first}+50/100");
        (await EventsAsync(lab, customer)).ShouldBe(1);
        await lab.AssertBalancedAsync();
    }

    /// <summary>In one batch what was used comes before what is given up, however they came.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_settle_and_a_void_of_one_hold_post_it(bool settleFirst)
    {
        await using var lab = new Lab(database, s_oneLane, _refusals);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 10);
        Func<Task<string>> settle = async () => $"{(await lab.SettleAsync(customer, hold, 7)).Status}";
        Func<Task<string>> release = async () => $"{await lab.VoidAsync(customer, hold)}";

        var results = await TogetherAsync<string>(lab, customer, settleFirst ? [settle, release] : [release, settle]);

        results.Order().ShouldBe(["AlreadyPosted", "Posted"]);
        (await lab.BucketsAsync(customer)).ShouldBe("7+0/100");
        (await lab.ScalarAsync<string>($"select state from weir.holds where hold_id = '{hold}'")).ShouldBe("posted");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task The_first_of_two_voids_gives_back()
    {
        await using var lab = new Lab(database, s_oneLane, _refusals);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 10);
        await lab.ReservedAsync(customer, 50);

        (await TogetherAsync(lab, customer, () => lab.VoidAsync(customer, hold), () => lab.VoidAsync(customer, hold)))
            .ShouldBe([VoidStatus.Voided, VoidStatus.AlreadyVoided]);

        (await lab.BucketsAsync(customer)).ShouldBe("0+50/100");
        await lab.AssertBalancedAsync();
    }

    [Theory]
    [InlineData("a", "a", RecordStatus.AlreadyRecorded)]
    [InlineData("a", "b", RecordStatus.KeyConflict)]
    [InlineData("b", "a", RecordStatus.KeyConflict)]
    public async Task The_first_of_two_records_with_one_key_counts(string first, string second, RecordStatus told)
    {
        await using var lab = new Lab(database, s_oneLane, _refusals);
        var customer = await lab.CustomerAsync(100);
        RecordOperation Usage(long units, string body) => Lab.Usage1(customer, new MeterQuantity(Lab.Cost, units)) with
        {
            IdempotencyKey = "k", RequestHash = Lab.Hash(body),
        };

        var results = await TogetherAsync(lab, customer,
            () => lab.Engine.RecordAsync(Usage(3, first), Lab.Token).AsTask(),
            () => lab.Engine.RecordAsync(Usage(8, second), Lab.Token).AsTask());

        results.Select(r => r.Status).ShouldBe([RecordStatus.Recorded, told]);
        (await lab.BucketsAsync(customer)).ShouldBe("3+0/100");
        (await EventsAsync(lab, customer)).ShouldBe(1);
        await lab.AssertBalancedAsync();
    }

    [Theory]
    [InlineData(3, 8)]
    [InlineData(8, 3)]
    public async Task The_first_of_two_records_with_one_event_counts(long first, long second)
    {
        await using var lab = new Lab(database, s_oneLane, _refusals);
        var customer = await lab.CustomerAsync(100);
        var usage = Lab.Usage1(customer, new MeterQuantity(Lab.Cost, first));

        var results = await TogetherAsync(lab, customer,
            () => lab.Engine.RecordAsync(usage, Lab.Token).AsTask(),
            () => lab.Engine.RecordAsync(usage with { Lines = [new(Lab.Cost, second)] }, Lab.Token).AsTask());

        results.Select(r => (r.Status, r.EventId)).ShouldBe(
            [(RecordStatus.Recorded, usage.EventId), (RecordStatus.AlreadyRecorded, usage.EventId)]);
        (await lab.BucketsAsync(customer)).ShouldBe($"{first}+0/100");
        await lab.AssertBalancedAsync();
    }

    /// <summary>
    /// Answers of calls that go out in one batch, in this order: they gather while the lane's batch before waits for the
    /// customer's books.
    /// </summary>
    private async Task<T[]> TogetherAsync<T>(Lab lab, Guid customer, params Func<Task<T>>[] calls)
    {
        await using var gate = await BooksGate.LockAsync(lab, customer);
        var blocker = lab.VoidAsync(customer, Guid.CreateVersion7());
        await gate.WaitForBlockedAsync();
        var answers = calls.Select(call => call()).ToList();
        await gate.ReleaseAsync();
        (await blocker).ShouldBe(VoidStatus.NotFound);
        var all = await Task.WhenAll(answers);
        _refusals.Count.ShouldBe(0, "The database refused the batch, and its parts were sent alone.");
        return all;
    }

    private static Task<SettleResult> SettleAsync(Lab lab, SettleOperation settle) =>
        lab.Engine.SettleAsync(settle, CancellationToken.None).AsTask();

    private sealed class RefusalLog : ILogger<EngineClient>
    {
        private int _count;

        public int Count => _count;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Interlocked.Increment(ref _count);
    }

    private static Task<long> EventsAsync(Lab lab, Guid customer) =>
        lab.ScalarAsync<long>($"select count(*) from weir.usage_events where customer_id = '{customer}'");
}
