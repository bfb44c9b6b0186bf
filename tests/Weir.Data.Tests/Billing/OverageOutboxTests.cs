using Weir.Core.Billing;
using Weir.Data.Admin;
using Weir.Data.Billing.Overage;

namespace Weir.Data.Tests.Billing;

/// <summary>Who sends a message, how often, and what becomes of it.</summary>
public sealed class OverageOutboxTests
{
    private static readonly MessageFate s_lost = new(MessageOutcome.Failed, true, "Stripe did not answer in time.");
    private static readonly MessageFate s_busy = new(MessageOutcome.Failed, false, "Stripe takes no more calls for now (429).");
    private static readonly MessageFate s_refused = new(MessageOutcome.Refused, false, "Stripe refused it.");

    [Fact]
    public async Task A_message_is_one_senders_until_its_lease_has_passed_and_keeps_its_identifier()
    {
        await using var world = await WaitingAsync();
        var first = (await world.ClaimAsync()).ShouldNotBeNull();
        (first.BuyerId, first.EventName, first.Value, first.IsParked).ShouldBe(("cus_1", "weir_ai_cost", 5, false));
        (await world.ClaimAsync()).ShouldBeNull();
        world.Billing.Time.Advance(OverageOutbox.Lease);
        var second = (await world.ClaimAsync()).ShouldNotBeNull();
        second.Id.ShouldBe(first.Id);
        second.ClaimId.ShouldNotBe(first.ClaimId);
        second.OccurredAt.ShouldBe(first.OccurredAt);

        await FinishAsync(world, first, s_refused); // it is another's by now
        (await StateAsync(world)).ShouldBe(["waiting 2 "]);
        await FinishAsync(world, first, MessageFate.Sent); // but that it was counted is true
        await FinishAsync(world, second, s_refused);
        (await StateAsync(world)).ShouldBe(["sent 2 "]);
        world.Billing.Time.Advance(TimeSpan.FromDays(1));
        (await world.ClaimAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Of_senders_who_race_each_takes_another_message()
    {
        await using var world = await WaitingAsync();
        for (var i = 0; i < 9; i++)
        {
            await world.UseAsync(1_000);
            await world.ReportAsync();
        }
        var claimed = await Task.WhenAll(Enumerable.Range(0, 14).Select(_ => world.ClaimAsync()));
        claimed.OfType<ClaimedMessage>().Select(message => message.Id).Distinct().Count().ShouldBe(10);
        claimed.Count(message => message is null).ShouldBe(4);
    }

    [Fact]
    public async Task What_fails_is_tried_later_and_later_and_parked_after_twenty_attempts()
    {
        await using var world = await WaitingAsync();
        var tries = 0;
        while (await world.ClaimAsync() is { } message)
        {
            var parked = await FinishAsync(world, message, s_busy);
            tries++;
            parked.ShouldBe(tries == 20);
            (await world.ClaimAsync()).ShouldBeNull();
            world.Billing.Time.Advance(TimeSpan.FromSeconds(Math.Min(10 * Math.Pow(2, tries - 1), 3600)));
        }
        tries.ShouldBe(20);
        (await StateAsync(world)).ShouldBe([$"parked 20 {s_busy.Reason}"]);
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_may_have_been_counted_a_day_ago_is_parked_and_one_that_was_not_is_sent()
    {
        await using var world = await WaitingAsync();
        await FinishAsync(world, (await world.ClaimAsync())!, s_busy);
        world.Billing.Time.Advance(TimeSpan.FromHours(30));
        await FinishAsync(world, (await world.ClaimAsync()).ShouldNotBeNull(), s_lost);
        world.Billing.Time.Advance(TimeSpan.FromHours(22));
        var again = (await world.ClaimAsync()).ShouldNotBeNull();
        again.IsParked.ShouldBeFalse();
        await FinishAsync(world, again, s_busy); // this one was not counted; the one before may have been
        world.Billing.Time.Advance(TimeSpan.FromHours(1.1));
        var old = (await world.ClaimAsync()).ShouldNotBeNull();
        old.IsParked.ShouldBeTrue();
        old.Reason!.ShouldStartWith("Whether Stripe has counted it is not known");
        (await world.ClaimAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_parked_one_is_replayed_once_counts_now_if_it_is_too_old_and_is_logged()
    {
        await using var world = await WaitingAsync();
        var message = (await world.ClaimAsync()).ShouldNotBeNull();
        (await FinishAsync(world, message, s_refused)).ShouldBeTrue();
        var row = (await world.Messages.PageAsync(world.Customer, "parked", null, null, 10, BillingWorld.Stop)).ShouldHaveSingleItem();
        (row.Id, row.Reason, row.Meter, row.Units, row.Value).ShouldBe((message.Id, s_refused.Reason, "ai_cost", 5_000, 5));
        world.Billing.Time.Advance(TimeSpan.FromDays(40));
        var origin = ChangeOrigin.CommandLine;
        (await world.Messages.ReplayAsync(row.Id, origin, BillingWorld.Stop)).ShouldBe(ResendOutcome.Replayed);
        (await world.Messages.ReplayAsync(row.Id, origin, BillingWorld.Stop)).ShouldBe(ResendOutcome.Waiting);
        (await world.Messages.ReplayAsync(Guid.CreateVersion7(), origin, BillingWorld.Stop)).ShouldBe(ResendOutcome.NotFound);
        (await world.ListAsync("select action from weir.audit_log")).ShouldBe(["meter_event.replay"]);
        var again = (await world.ClaimAsync()).ShouldNotBeNull();
        (again.Id, again.OccurredAt).ShouldBe((message.Id, world.Now));
        await FinishAsync(world, again, MessageFate.Sent);
        (await world.Messages.ReplayAsync(row.Id, origin, BillingWorld.Stop)).ShouldBe(ResendOutcome.Sent);
        (await world.Messages.FindAsync(row.Id, BillingWorld.Stop))!.SentAt.ShouldBe(world.Now);
    }

    [Fact]
    public async Task What_was_written_in_test_mode_is_not_sent_by_a_server_that_sells_for_real()
    {
        await using var world = await WaitingAsync();
        (await world.Outbox.ClaimAsync(BillingMode.Live, BillingWorld.Stop)).ShouldBeNull();
    }

    private static async Task<OverageWorld> WaitingAsync()
    {
        var world = await OverageWorld.CreateAsync();
        await world.UseAsync(OverageWorld.Included + 5_000);
        await world.ReportAsync();
        return world;
    }

    private static Task<bool> FinishAsync(OverageWorld world, ClaimedMessage message, MessageFate fate) =>
        world.Outbox.FinishAsync(message, fate, BillingWorld.Stop);

    private static Task<IReadOnlyList<string>> StateAsync(OverageWorld world) =>
        world.ListAsync("select state || ' ' || attempts || ' ' || coalesce(reason, '') from weir.outbox");
}
