using Weir.Data.Admin;
using Weir.Data.Billing;

namespace Weir.Data.Tests.Billing;

public sealed class InboxTests
{
    private const string ReadStates = "select state || coalesce(': ' || reason, '') from weir.billing_webhook_events order by event_key";

    [Fact]
    public async Task A_message_is_kept_once_and_has_one_effect()
    {
        await using var world = await BillingWorld.CreateAsync();
        (await world.ReceiveAsync("evt_1", null, BillingWorld.Link(world.Customer))).ShouldBe(ReceiveOutcome.Stored);
        (await world.ReceiveAsync("evt_1", null, BillingWorld.Link(world.Customer))).ShouldBe(ReceiveOutcome.Duplicate);
        var worked = await world.WorkAsync();
        (worked.EventKey, worked.State, worked.Attempts).ShouldBe(("evt_1", WorkedState.Processed, 1));
        (await world.Queue.WorkAsync(BillingWorld.Stop)).ShouldBeNull();
        (await world.ReceiveAsync("evt_1", null, BillingWorld.Link(world.Customer))).ShouldBe(ReceiveOutcome.Duplicate);
        (await world.Queue.WorkAsync(BillingWorld.Stop)).ShouldBeNull();
        (await world.ListAsync(ReadStates)).ShouldBe(["processed"]);
    }

    [Fact]
    public async Task Without_facts_it_is_ignored_and_with_a_fault_parked_until_it_can_be_read()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.ReceiveAsync("evt_1", null);
        await world.ReceiveAsync("evt_2", "data.object.currency is not three letters");
        (await world.ListAsync(ReadStates)).ShouldBe(["ignored", "parked: data.object.currency is not three letters"]);
        (await world.Queue.WorkAsync(BillingWorld.Stop)).ShouldBeNull();

        (await world.ReceiveAsync("evt_2", "data.object.currency is not three letters")).ShouldBe(ReceiveOutcome.Duplicate);
        (await world.ReceiveAsync("evt_2", null, BillingWorld.Link(world.Customer))).ShouldBe(ReceiveOutcome.Stored);
        (await world.WorkAsync()).State.ShouldBe(WorkedState.Processed);
    }

    [Fact]
    public async Task What_names_an_unknown_price_or_customer_is_parked_at_once_and_keeps_nothing()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.ReceiveAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription(price: "price_unsold"));
        await world.ReceiveAsync(BillingWorld.Link(new Guid("00000000-0000-0000-0000-00000000000a")));
        await world.ReceiveAsync(BillingWorld.Link(world.Customer));
        (await world.WorkAsync()).Reason.ShouldBe("No plan of the catalog has the price price_unsold.");
        (await world.WorkAsync()).Reason.ShouldBe("There is no customer 00000000-0000-0000-0000-00000000000a.");
        (await world.WorkAsync()).State.ShouldBe(WorkedState.Processed);
        (await world.ListAsync("select object_id from weir.billing_subscriptions")).ShouldBeEmpty();
        (await world.ListAsync("select buyer_id from weir.billing_customers")).ShouldBe(["cus_1"]);

        (await Should.ThrowAsync<BillingFaultException>(world.FoldAsync(BillingWorld.Subscription(price: "price_unsold"))))
            .Message.ShouldContain("price_unsold");
    }

    [Fact]
    public async Task A_poisoned_message_waits_longer_each_time_never_in_the_way_and_is_parked_after_ten()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.ReceiveAsync(BillingWorld.Subscription() with { Quantity = 0 });
        await world.ReceiveAsync(BillingWorld.Link(world.Customer));
        var first = await world.WorkAsync();
        (first.State, first.Attempts, first.Reason).ShouldBe((WorkedState.Waiting, 1, "It failed with SQLSTATE 23514."));
        (await world.WorkAsync()).State.ShouldBe(WorkedState.Processed);

        for (var attempt = 2; attempt <= 10; attempt++)
        {
            (await world.Queue.WorkAsync(BillingWorld.Stop)).ShouldBeNull();
            world.Time.Advance(TimeSpan.FromSeconds(Math.Pow(2, attempt - 2)));
            var worked = await world.WorkAsync();
            worked.Attempts.ShouldBe(attempt);
            worked.State.ShouldBe(attempt < 10 ? WorkedState.Waiting : WorkedState.Parked);
        }
        world.Time.Advance(TimeSpan.FromDays(1));
        (await world.Queue.WorkAsync(BillingWorld.Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_dies_on_the_way_leaves_the_message_to_others_and_while_it_works_nobody_else_does()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.ReceiveAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription());
        await using (var connection = await world.Database.App.OpenConnectionAsync(BillingWorld.Stop))
        {
            await using var doomed = await connection.BeginTransactionAsync(BillingWorld.Stop);
            await using var command = connection.CreateCommand();
            command.CommandText = "select state from weir.work_billing_event('2027-03-01T10:00:00Z', 0)";
            (await command.ExecuteScalarAsync(BillingWorld.Stop)).ShouldBe("processed");
            (await world.Queue.WorkAsync(BillingWorld.Stop)).ShouldBeNull();
        }
        (await world.ListAsync(ReadStates)).ShouldBe(["received"]);
        (await world.KeysAsync()).ShouldBeEmpty();
        (await world.WorkAsync()).Attempts.ShouldBe(1);
        (await world.KeysAsync()).ShouldBe(["ai_cost", "managed_ai", "tts_tier"]);
    }

    [Fact]
    public async Task A_replay_works_on_a_parked_message_again_and_is_logged_once()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.ReceiveAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription(price: "price_new"));
        (await world.WorkAsync()).State.ShouldBe(WorkedState.Parked);
        var parked = (await world.Events.PageAsync("stripe", "parked", null, null, 10, BillingWorld.Stop)).ShouldHaveSingleItem();
        (await world.Events.FindAsync(parked.EventId, BillingWorld.Stop))!.Facts!.ShouldContain("price_new");

        await world.RunAsync("insert into weir.plan_prices values ('stripe', 'test', 'price_new', 'pro')");
        (await ReplayAsync(world, parked.EventId)).ShouldBe(ReplayOutcome.Replayed);
        (await ReplayAsync(world, parked.EventId)).ShouldBe(ReplayOutcome.Waiting);
        (await world.WorkAsync()).State.ShouldBe(WorkedState.Processed);
        (await world.SnapshotAsync()).PlanCode.ShouldBe("pro");
        (await world.ListAsync("select action from weir.audit_log")).ShouldBe(["webhook.replay"]);

        (await ReplayAsync(world, Guid.CreateVersion7())).ShouldBe(ReplayOutcome.NotFound);
        await world.ReceiveAsync("evt_9", "a fault");
        var empty = (await world.Events.PageAsync(null, "parked", null, null, 10, BillingWorld.Stop)).ShouldHaveSingleItem();
        (await ReplayAsync(world, empty.EventId)).ShouldBe(ReplayOutcome.Empty);
    }

    private static Task<ReplayOutcome> ReplayAsync(BillingWorld world, Guid eventId) =>
        world.Events.ReplayAsync(eventId, ChangeOrigin.CommandLine, BillingWorld.Stop);
}
