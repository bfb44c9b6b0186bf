using Weir.Core.Engine;

namespace Weir.Data.Tests.Engine;

public sealed class KeyTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    private static ReserveOperation Keyed(Guid customer, string key, string body) =>
        Lab.Hold(customer, 10) with { IdempotencyKey = key, RequestHash = Lab.Hash(body) };

    [Fact]
    public async Task A_key_has_one_effect_and_tells_its_story()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var first = await lab.ReserveAsync(Keyed(customer, "k", "a"));
        first.Status.ShouldBe(ReserveStatus.Reserved);

        (await lab.ReserveAsync(Keyed(customer, "k", "a"))).Status.ShouldBe(ReserveStatus.InProgress);
        (await lab.ReserveAsync(Keyed(customer, "k", "b"))).Status.ShouldBe(ReserveStatus.KeyConflict);

        var settle = new SettleOperation(customer, first.HoldId, Guid.CreateVersion7(), [new(Lab.Cost, 7)], new UsageEventDetails
        {
            InputTokens = 5,
            CachedInputTokens = 1,
            OutputTokens = 4,
            ReasoningTokens = 2,
            CostNanoUsd = 7,
            Provenance = "estimated",
        });
        await lab.Engine.SettleAsync(settle, CancellationToken.None);

        var replay = await lab.ReserveAsync(Keyed(customer, "k", "a"));
        replay.Status.ShouldBe(ReserveStatus.AlreadySettled);
        replay.Settled.ShouldBe(new SettledEvent(settle.EventId, 5, 1, 4, 2, 7, "estimated"));
        (await lab.ReserveAsync(Keyed(customer, "k", "b"))).Status.ShouldBe(ReserveStatus.KeyConflict);
        (await lab.BalanceAsync(customer)).ShouldBe(new MeterBalance(Lab.Cost, "nano_usd", 100, 7, 0, 100, null));
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_voided_or_expired_hold_frees_its_key()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var voided = await lab.ReserveAsync(Keyed(customer, "k", "a"));
        await lab.VoidAsync(customer, voided.HoldId);
        (await lab.ReserveAsync(Keyed(customer, "k", "b"))).Status.ShouldBe(ReserveStatus.KeyConflict);

        (await lab.ReserveAsync(Keyed(customer, "k", "a"))).Status.ShouldBe(ReserveStatus.Reserved);
        lab.Time.Advance(TimeSpan.FromMinutes(2));
        var last = await lab.ReserveAsync(Keyed(customer, "k", "a"));
        last.Status.ShouldBe(ReserveStatus.Reserved);
        (await lab.ReserveAsync(Keyed(customer, "k", "a"))).Status.ShouldBe(ReserveStatus.InProgress);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_late_settle_takes_its_key_for_good()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReserveAsync(Keyed(customer, "k", "a"));
        lab.Time.Advance(TimeSpan.FromMinutes(2));
        (await lab.SettleAsync(customer, hold.HoldId, 7)).Status.ShouldBe(SettleStatus.PostedLate);
        (await lab.ReserveAsync(Keyed(customer, "k", "a"))).Status.ShouldBe(ReserveStatus.AlreadySettled);
    }

    [Theory]
    [InlineData("voided")]
    [InlineData("expired")]
    public async Task A_late_settle_leaves_a_key_that_another_call_has_taken(string end)
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var first = await lab.ReserveAsync(Keyed(customer, "k", "a"));
        if (end == "voided") await lab.VoidAsync(customer, first.HoldId);
        else lab.Time.Advance(TimeSpan.FromMinutes(2));
        var second = await lab.ReserveAsync(Keyed(customer, "k", "a"));
        second.Status.ShouldBe(ReserveStatus.Reserved);

        (await lab.SettleAsync(customer, first.HoldId, 7)).Status.ShouldBe(SettleStatus.PostedLate);
        (await lab.ReserveAsync(Keyed(customer, "k", "a"))).Status.ShouldBe(ReserveStatus.InProgress);

        var settled = await lab.SettleAsync(customer, second.HoldId, 8);
        settled.Status.ShouldBe(SettleStatus.Posted);
        (await lab.ReserveAsync(Keyed(customer, "k", "a"))).Settled.ShouldNotBeNull().EventId.ShouldBe(settled.EventId);
        (await lab.BalanceAsync(customer)).Used.ShouldBe(15);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_key_whose_hold_expired_keeps_its_body()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        await lab.ReserveAsync(Keyed(customer, "k", "a"));
        lab.Time.Advance(TimeSpan.FromMinutes(2));

        (await lab.ReserveAsync(Keyed(customer, "k", "b"))).Status.ShouldBe(ReserveStatus.KeyConflict);
        (await lab.BalanceAsync(customer)).Held.ShouldBe(0);
        (await lab.ReserveAsync(Keyed(customer, "k", "a"))).Status.ShouldBe(ReserveStatus.Reserved);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Keys_are_per_customer()
    {
        await using var lab = new Lab(database);
        var one = await lab.CustomerAsync(100);
        var two = await lab.CustomerAsync(100);
        (await lab.ReserveAsync(Keyed(one, "k", "a"))).Status.ShouldBe(ReserveStatus.Reserved);
        (await lab.ReserveAsync(Keyed(two, "k", "b"))).Status.ShouldBe(ReserveStatus.Reserved);
    }

    [Fact]
    public async Task A_denied_request_leaves_its_key_free()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(5);
        (await lab.ReserveAsync(Keyed(customer, "k", "a"))).Status.ShouldBe(ReserveStatus.Denied);
        await lab.GrantAsync(customer, Lab.Cost, 5);
        (await lab.ReserveAsync(Keyed(customer, "k", "b"))).Status.ShouldBe(ReserveStatus.Reserved);
        (await lab.ReserveAsync(Keyed(customer, "k", "a"))).Status.ShouldBe(ReserveStatus.KeyConflict);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_key_whose_retry_is_denied_is_that_of_its_first_call()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(15);
        var first = await lab.ReserveAsync(Keyed(customer, "k", "a"));
        await lab.VoidAsync(customer, first.HoldId);
        var other = await lab.ReservedAsync(customer, 10);

        (await lab.ReserveAsync(Keyed(customer, "k", "a"))).Status.ShouldBe(ReserveStatus.Denied);
        (await lab.ReserveAsync(Keyed(customer, "k", "b"))).Status.ShouldBe(ReserveStatus.KeyConflict);
        await lab.VoidAsync(customer, other);
        (await lab.ReserveAsync(Keyed(customer, "k", "a"))).Status.ShouldBe(ReserveStatus.Reserved);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Many_with_one_key_at_once_have_one_effect()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(1000);
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => lab.ReserveAsync(Keyed(customer, "k", "a"))));
        results.Count(r => r.Status == ReserveStatus.Reserved).ShouldBe(1);
        results.Count(r => r.Status == ReserveStatus.InProgress).ShouldBe(39);
        (await lab.BalanceAsync(customer)).Held.ShouldBe(10);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task The_same_operation_again_answers_as_the_first_time()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        foreach (var operation in (ReserveOperation[])[Lab.Hold(customer, 10), Keyed(customer, "k", "a")])
        {
            var first = await lab.ReserveAsync(operation);
            lab.Time.Advance(TimeSpan.FromSeconds(1));
            var again = await lab.ReserveAsync(operation);
            (again.Status, again.ExpiresAt).ShouldBe((ReserveStatus.Reserved, first.ExpiresAt));
        }
        var together = await Task.WhenAll(Enumerable.Repeat(Lab.Hold(customer, 10), 20).Select(lab.ReserveAsync));
        together.ShouldAllBe(r => r.Status == ReserveStatus.Reserved);
        (await lab.BalanceAsync(customer)).Held.ShouldBe(30);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Keys_are_forgotten_after_their_retention_and_no_earlier()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReserveAsync(Keyed(customer, "k", "a"));
        await lab.SettleAsync(customer, hold.HoldId, 10);
        await lab.ReserveAsync(Keyed(customer, "pending", "a") with { Lease = TimeSpan.FromDays(50) });
        var keeper = new Data.Engine.LedgerKeeper(lab.Database.Weir, lab.Time);

        lab.Time.Advance(Data.Engine.LedgerKeeper.KeyRetention);
        await keeper.KeepAsync(Lab.Token);
        (await lab.ReserveAsync(Keyed(customer, "k", "a"))).Status.ShouldBe(ReserveStatus.AlreadySettled);

        lab.Time.Advance(TimeSpan.FromSeconds(1));
        await keeper.KeepAsync(Lab.Token);
        (await lab.ReserveAsync(Keyed(customer, "k", "a"))).Status.ShouldBe(ReserveStatus.Reserved);
        (await lab.ReserveAsync(Keyed(customer, "pending", "a"))).Status.ShouldBe(ReserveStatus.InProgress);
    }
}
