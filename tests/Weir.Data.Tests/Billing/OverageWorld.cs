using System.Globalization;
using Weir.Core.Billing;
using Weir.Core.Engine;
using Weir.Data.Billing.Overage;
using Weir.Data.Engine;
using Weir.Proofs.Webhooks;

namespace Weir.Data.Tests.Billing;

/// <summary>
/// A customer that pays Stripe for a plan of 1,000,000 included and as much overage a month, which is told in thousands.
/// </summary>
internal sealed class OverageWorld : IAsyncDisposable
{
    public const long Included = 1_000_000;
    private const string Meter = "ai_cost";

    private OverageWorld(BillingWorld billing)
    {
        Billing = billing;
        Engine = new EngineClient(billing.Database.Weir, billing.Time);
        Outbox = new OverageOutbox(billing.Database.Weir, billing.Time);
        Messages = new OverageMessages(billing.Database.Weir, billing.Time);
    }

    public BillingWorld Billing { get; }

    public EngineClient Engine { get; }

    public OverageOutbox Outbox { get; }

    public OverageMessages Messages { get; }

    public Guid Customer => Billing.Customer;

    public DateTimeOffset Now => Billing.Time.GetUtcNow();

    public static async Task<OverageWorld> CreateAsync()
    {
        var world = new OverageWorld(await BillingWorld.CreateAsync());
        await world.RunAsync(
            "insert into weir.plan_overages values ('starter', 'test', 'ai_cost', 'weir_ai_cost', 1000, '2027-01-01')");
        await world.Billing.FoldAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription());
        return world;
    }

    /// <summary>Usage that is known afterwards: its event.</summary>
    public async Task<Guid> UseAsync(long quantity, Guid? customer = null)
    {
        var id = Guid.CreateVersion7();
        await Engine.RecordAsync(
            new(customer ?? Customer, null, id, [new(Meter, quantity)], new UsageEventDetails { OccurredAt = Now }), BillingWorld.Stop);
        return id;
    }

    /// <summary>Takes back a part of what an event used.</summary>
    public Task CorrectAsync(Guid usage, long quantity) => Engine.CorrectAsync(
        new CorrectOperation(Customer, Guid.CreateVersion7(), usage, "refund", [new(Meter, quantity)]), BillingWorld.Stop);

    public async Task<Guid> ReserveAsync(long quantity) => (await Engine.ReserveAsync(
        new(Customer, Customer, Guid.CreateVersion7(), null, [new(Meter, quantity)], TimeSpan.FromDays(1)),
        BillingWorld.Stop)).HoldId;

    public Task SettleAsync(Guid hold, long quantity) => Engine.SettleAsync(
        new(Customer, hold, Guid.CreateVersion7(), [new(Meter, quantity)], new UsageEventDetails { OccurredAt = Now }),
        BillingWorld.Stop).AsTask();

    public Task<int> ReportAsync() => Outbox.ReportAsync(BillingWorld.Stop);

    public Task<ClaimedMessage?> ClaimAsync() => Outbox.ClaimAsync(BillingMode.Test, BillingWorld.Stop);

    /// <summary>A renewal: a new paid period begins now.</summary>
    public Task RenewAsync(string price = WebhookShop.Small) => Billing.FoldAsync(
        BillingWorld.Subscription(at: Now, price: price) with { PeriodStartsAt = Now, PeriodEndsAt = Now.AddMonths(1) });

    /// <summary>What was written, oldest first: value, meter, when it counts.</summary>
    public Task<IReadOnlyList<string>> ToldAsync() => ListAsync(
        "select value || ' ' || event_name || ' ' || to_char(occurred_at at time zone 'UTC', 'MM-DD HH24:MI:SS') from weir.outbox "
        + "order by created_at, bucket_id, report_no");

    public async Task<long> SumAsync() => long.Parse(
        (await ListAsync("select coalesce(sum(value), 0) from weir.outbox")).Single(), CultureInfo.InvariantCulture);

    public Task<IReadOnlyList<string>> ListAsync(string sql) => Billing.ListAsync(sql);

    public Task RunAsync(string sql) => Billing.RunAsync(sql);

    /// <summary>Until somebody waits for a lock.</summary>
    public async Task UntilWaitingAsync()
    {
        while ((await ListAsync(
            "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).Count == 0)
            await Task.Delay(10, BillingWorld.Stop);
    }

    public Task<IReadOnlyList<string>> AuditAsync() =>
        ListAsync("select check_name || ' ' || expected || ' / ' || found from weir.audit_overage() order by 1");

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Billing.DisposeAsync();
    }
}
