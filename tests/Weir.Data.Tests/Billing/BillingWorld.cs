using System.Globalization;
using Weir.Core.Accounts;
using Weir.Core.Billing;
using Weir.Data.Accounts;
using Weir.Data.Billing;
using Weir.Proofs.Webhooks;
using Weir.Testing;

namespace Weir.Data.Tests.Billing;

/// <summary>A database that sells two plans, one customer, and what works on messages.</summary>
internal sealed class BillingWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = LifeCycles.Start;
    private int _messages;

    private BillingWorld(TestDatabase database)
    {
        Database = database;
        Inbox = new BillingInbox(database.Weir, Bell, Time);
        Queue = new BillingQueue(database.Weir, Time);
        Folder = new BillingFolder(database.Weir, Time);
        Sync = new BillingSync(database.Weir, Time);
        Events = new WebhookEvents(database.Weir, Bell, Time);
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public TestDatabase Database { get; }

    public ManualTime Time { get; } = new(Start);

    public BillingBell Bell { get; } = new();

    public BillingInbox Inbox { get; }

    public BillingQueue Queue { get; }

    public BillingFolder Folder { get; }

    public BillingSync Sync { get; }

    public WebhookEvents Events { get; }

    public Guid Customer { get; } = Guid.CreateVersion7();

    public static async Task<BillingWorld> CreateAsync()
    {
        var world = new BillingWorld(await WebhookShop.CreateDatabaseAsync(Stop));
        await Sql.RunAsync(world.Database.Superuser, "select weir.ensure_usage_partitions('2027-01-01', 12)", Stop);
        await WebhookShop.OpenAsync(world.Database.Superuser, [world.Customer], Start, Stop);
        return world;
    }

    public static BuyerFact Link(Guid customer, DateTimeOffset? at = null) =>
        new("cus_1", LifeCycles.At(at ?? Start, $"link {customer}"), customer, false);

    public static SubscriptionFact Subscription(
        BillingStatus status = BillingStatus.Active, DateTimeOffset? at = null, string price = WebhookShop.Small,
        string id = "sub_1") =>
        new(id, LifeCycles.At(at ?? Start, $"{status} {price}"))
        {
            BuyerId = "cus_1", PriceId = price, Status = status, PeriodStartsAt = Start, PeriodEndsAt = Start.AddMonths(1),
        };

    public static PaymentFact Payment(PaymentState state, DateTimeOffset at, string id = "invoice:in_1") =>
        new(id, LifeCycles.At(at, state.ToString()))
        {
            SubscriptionId = "sub_1", State = state, MadeAt = at, AmountMinor = 900, Currency = "USD",
        };

    public Task<FoldResult> FoldAsync(params BillingFact[] facts) =>
        Folder.FoldAsync(BillingProvider.Stripe, BillingMode.Test, facts, Stop);

    public Task<ReceiveOutcome> ReceiveAsync(params BillingFact[] facts) => ReceiveAsync(null, null, facts);

    public Task<ReceiveOutcome> ReceiveAsync(string? key, string? fault, params BillingFact[] facts) => Inbox.ReceiveAsync(
        new BillingEvent
        {
            Provider = BillingProvider.Stripe,
            Mode = BillingMode.Test,
            EventKey = key ?? string.Create(CultureInfo.InvariantCulture, $"evt_{++_messages}"),
            Type = "customer.subscription.updated",
            Facts = facts,
            Fault = fault,
        },
        Stop);

    public async Task<WorkedEvent> WorkAsync() => (await Queue.WorkAsync(Stop)).ShouldNotBeNull();

    public async Task<CustomerSnapshot> SnapshotAsync() =>
        (await new AccountStore(Database.Weir, Time).OpenAccountAsync(Customer, null, Stop)).Single();

    public Task<IReadOnlyList<string>> ListAsync(string sql) => Sql.ListAsync(Database.Superuser, sql, Stop);

    public Task RunAsync(string sql) => Sql.RunAsync(Database.Superuser, sql, Stop);

    public Task<IReadOnlyList<string>> KeysAsync() => ListAsync(
        $"select key from weir.entitlements where access_until > '{Now}' order by key");

    public Task<IReadOnlyList<string>> AuditAsync() => ListAsync(
        $"select check_name || ' ' || expected || ' / ' || found from weir.audit_entitlements('{Now}')");

    public async ValueTask DisposeAsync()
    {
        Bell.Dispose();
        await Database.DisposeAsync();
    }

    private string Now => Time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
