using Weir.Core.Accounts;
using Weir.Core.Billing;
using Weir.Core.Entitlements;
using Weir.Core.Errors;
using Weir.Data.Billing;
using Weir.Proofs.Webhooks;

namespace Weir.Data.Tests.Billing;

/// <summary>Disputes as Stripe tells of them: they name the payment intent, and another message says what that paid for.</summary>
public sealed class DisputeTests
{
    private static readonly PaymentLinkFact s_link = new("pi_1", "invoice:in_1", LifeCycles.At(BillingWorld.Start, "link"));
    private static readonly PaymentFact s_paid = BillingWorld.Payment(PaymentState.Paid, BillingWorld.Start);

    [Fact]
    public async Task An_open_dispute_takes_access_a_won_one_gives_it_back_and_a_lost_one_does_not()
    {
        await using var world = await PaidAsync();
        await world.FoldAsync(s_link);
        await world.FoldAsync(Dispute(PaymentState.Disputed, 1));
        await RefusedAsync(world);
        await world.FoldAsync(Dispute(PaymentState.Void, 2));
        (await world.SnapshotAsync()).Status.ShouldBe(SubscriptionStatus.Active);
        (await world.KeysAsync()).ShouldNotBeEmpty();
        await world.FoldAsync(Dispute(PaymentState.Disputed, 3, "dp_2"));
        await world.FoldAsync(Dispute(PaymentState.ChargedBack, 4, "dp_2"));
        await RefusedAsync(world);
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whichever_of_dispute_link_invoice_and_subscription_comes_last_it_counts()
    {
        BillingFact[] facts = [Dispute(PaymentState.Disputed, 1), s_link, s_paid, BillingWorld.Subscription()];
        foreach (var order in Orders.All(facts.Length))
        {
            var state = new BillingState();
            state.Apply(BillingWorld.Link(Guid.Empty));
            foreach (var index in order) state.Apply(facts[index]);
            state.PaymentsOf("sub_1").Count(payment => payment.IsDispute).ShouldBe(1, string.Join(' ', order));
        }
        await using var world = await BillingWorld.CreateAsync();
        await world.FoldAsync(BillingWorld.Link(world.Customer));
        for (var last = 0; last < facts.Length; last++)
        {
            await world.RunAsync(
                "delete from weir.billing_subscriptions; delete from weir.billing_payments; delete from weir.billing_payment_links");
            await world.Sync.SyncAsync(world.Customer, BillingWorld.Stop);
            foreach (var fact in facts.Where((_, index) => index != last)) await world.FoldAsync(fact);
            await world.FoldAsync(facts[last]);
            await RefusedAsync(world);
        }
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dispute_and_what_links_it_that_arrive_at_once_do_not_miss_each_other()
    {
        await using var world = await PaidAsync();
        await using var connection = await world.Database.App.OpenConnectionAsync(BillingWorld.Stop);
        await using var slow = await connection.BeginTransactionAsync(BillingWorld.Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            select * from weir.fold_billing_facts('2027-03-01T10:00:00Z', 'stripe', 'test',
              '[{"kind":"link","object_id":"pi_1/invoice:in_1","intent_id":"pi_1","payment_id":"invoice:in_1"}]')
            """;
        await command.ExecuteNonQueryAsync(BillingWorld.Stop);

        var dispute = world.FoldAsync(Dispute(PaymentState.Disputed, 1));
        while ((await world.ListAsync("select 1 from pg_locks where not granted and locktype = 'advisory'")).Count == 0
            && !dispute.IsCompleted)
            await Task.Delay(10, BillingWorld.Stop);
        await slow.CommitAsync(BillingWorld.Stop);
        (await dispute).Customers.ShouldBe([world.Customer]);
        await RefusedAsync(world);
    }

    [Fact]
    public async Task A_refund_of_a_renewal_all_of_it_or_a_part_leaves_access_and_no_failed_payment_is_forgiven_by_it()
    {
        await using var world = await PaidAsync();
        await world.FoldAsync(s_link);
        await world.FoldAsync(GivenBack("charge:ch_1", PaymentState.PartlyRefunded, 300), GivenBack("refund:re_1", PaymentState.Refunded, 300));
        (await world.SnapshotAsync()).Status.ShouldBe(SubscriptionStatus.Active);
        var failed = BillingWorld.Start.AddMonths(1);
        await world.FoldAsync(
            BillingWorld.Subscription(BillingStatus.PastDue, failed.AddDays(1)),
            BillingWorld.Payment(PaymentState.Failed, failed, "invoice:in_2"));
        await world.FoldAsync(GivenBack("charge:ch_1", PaymentState.Refunded, 900));
        (await world.ListAsync("select distinct access_until from weir.entitlements where access_until <> '2027-04-08T10:00:00Z'"))
            .ShouldBeEmpty();
        (await world.KeysAsync()).ShouldNotBeEmpty();

        static PaymentFact GivenBack(string id, PaymentState state, long minor) =>
            new(id, LifeCycles.At(BillingWorld.Start.AddMonths(1).AddDays(minor == 900 ? 2 : -2), "given back"))
            {
                BuyerId = "cus_1", IntentId = "pi_1", State = state, MadeAt = BillingWorld.Start.AddMonths(1).AddDays(2),
                AmountMinor = 900, RefundedMinor = minor, Currency = "USD",
            };
    }

    [Fact]
    public async Task A_dispute_that_nothing_links_waits_says_what_for_and_is_parked_after_ten()
    {
        await using var world = await PaidAsync();
        await world.ReceiveAsync("evt_dispute", null, Dispute(PaymentState.Disputed, 1));
        var worked = await world.WorkAsync();
        (worked.State, worked.Mode, worked.Reason).ShouldBe(
            (WorkedState.Waiting, BillingMode.Test, "Nothing says yet what pi_1 paid for."));
        worked.Unlinked.ShouldBe(["pi_1"]);
        for (var attempt = 2; attempt <= 10; attempt++)
        {
            world.Time.Advance(TimeSpan.FromHours(1));
            worked = await world.WorkAsync();
        }
        (worked.State, worked.Attempts).ShouldBe((WorkedState.Parked, 10));
        (await world.SnapshotAsync()).Status.ShouldBe(SubscriptionStatus.Active);

        await world.ReceiveAsync("evt_link", null, s_link);
        (await world.WorkAsync()).State.ShouldBe(WorkedState.Processed);
        await RefusedAsync(world);
    }

    [Fact]
    public async Task A_dispute_of_what_is_no_invoice_is_done_with_and_a_link_needs_its_payment()
    {
        await using var world = await PaidAsync();
        await world.FoldAsync(new PaymentLinkFact("pi_1", PaymentLinkFact.Nothing, LifeCycles.At(BillingWorld.Start, "none")));
        await world.FoldAsync(new PaymentLinkFact("pi_2", "invoice:in_unknown", LifeCycles.At(BillingWorld.Start, "link")));
        await world.ReceiveAsync("evt_1", null, Dispute(PaymentState.Disputed, 1));
        (await world.WorkAsync()).State.ShouldBe(WorkedState.Processed);
        await world.ReceiveAsync("evt_2", null, Dispute(PaymentState.Disputed, 1, "dp_2") with { IntentId = "pi_2" });
        (await world.WorkAsync()).Unlinked.ShouldBe(["pi_2"]);
        (await world.SnapshotAsync()).Status.ShouldBe(SubscriptionStatus.Active);
    }

    private static async Task<BillingWorld> PaidAsync()
    {
        var world = await BillingWorld.CreateAsync();
        await world.FoldAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription(), s_paid);
        (await world.SnapshotAsync()).Status.ShouldBe(SubscriptionStatus.Active);
        return world;
    }

    private static async Task RefusedAsync(BillingWorld world)
    {
        SubscriptionAccess.RefusalOf((await world.SnapshotAsync()).Status).ShouldBe(ErrorCode.SubscriptionInactive);
        (await world.KeysAsync()).ShouldBeEmpty();
    }

    private static PaymentFact Dispute(PaymentState state, int day, string id = "dp_1") =>
        new($"dispute:{id}", LifeCycles.At(BillingWorld.Start.AddDays(day), state.ToString()))
        {
            IntentId = "pi_1", State = state, MadeAt = BillingWorld.Start.AddDays(1), AmountMinor = 900, Currency = "USD",
        };
}
