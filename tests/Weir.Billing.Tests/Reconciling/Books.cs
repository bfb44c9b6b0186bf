using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Weir.Billing.Processing;
using Weir.Billing.Providers;
using Weir.Billing.Reconciling;
using Weir.Billing.Tests.Checkout;
using Weir.Core.Deployment;
using Weir.Data;
using Weir.Data.Accounts;
using Weir.Data.Billing;
using Weir.Gateway.Tests.Loopback;
using Weir.Testing;

namespace Weir.Billing.Tests.Reconciling;

/// <summary>A database that is compared with scripted providers, without a server around it.</summary>
internal sealed class Books : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Books(ServiceProvider services, TestDatabase database, LoopbackServer stripe, LoopbackServer lemon, ManualTime time) =>
        (_services, Database, Stripe, Lemon, Time) = (services, database, stripe, lemon, time);

    public TestDatabase Database { get; }

    public LoopbackServer Stripe { get; }

    public LoopbackServer Lemon { get; }

    public ManualTime Time { get; }

    public Reconciler Reconciler => _services.GetRequiredService<Reconciler>();

    public BillingInbox Inbox => _services.GetRequiredService<BillingInbox>();

    public BillingQueue Queue => _services.GetRequiredService<BillingQueue>();

    public LinkFinder Links => new(
        _services.GetServices<IPaymentLinks>(), _services.GetRequiredService<BillingFolder>(), NullLogger<LinkFinder>.Instance);

    public ReconcileJob Job => _services.GetRequiredService<ReconcileJob>();

    public static async Task<Books> OpenAsync()
    {
        var database = await TestDatabase.CreateWithCatalogAsync(Shop.Catalog(), TestContext.Current.CancellationToken);
        var (stripe, lemon) = (new LoopbackServer(), new LoopbackServer());
        var time = new ManualTime(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(Shop.Impatient)
            .AddWeirData(new WeirDataOptions
            {
                ConnectionString = database.AppConnectionString, Mode = WeirMode.Development, MinPoolSize = 0,
            })
            .AddWeirBilling(new BillingOptions
            {
                Stripe = new StripeOptions
                {
                    SecretKey = Shop.StripeKey, WebhookSecrets = ["whsec_x"], BaseUrl = new Uri(stripe.Url, "/"),
                },
                LemonSqueezy = new LemonSqueezyOptions
                {
                    ApiKey = Shop.LemonSqueezyKey, StoreId = "7", WebhookSecrets = ["secret"],
                    BaseUrl = new Uri(lemon.Url, "/"),
                },
            });
        return new Books(services.BuildServiceProvider(), database, stripe, lemon, time);
    }

    /// <summary>A customer that exists.</summary>
    public async Task<Guid> CustomerAsync()
    {
        var user = Guid.CreateVersion7();
        await _services.GetRequiredService<AccountStore>().OpenAccountAsync(user, null, TestContext.Current.CancellationToken);
        return user;
    }

    /// <summary>What is stored of subscriptions: id and status.</summary>
    public Task<IReadOnlyList<string>> SubscriptionsAsync() => Sql.ListAsync(
        Database.Superuser, "select object_id || ' ' || status from weir.billing_subscriptions order by object_id",
        TestContext.Current.CancellationToken);

    /// <summary>The plan that runs, of a customer.</summary>
    public async Task<string> PlanAsync(Guid customer) => string.Join(' ', await Sql.ListAsync(
        Database.Superuser,
        $"select plan_code || ' ' || status from weir.subscriptions where customer_id = '{customer}' and ended_at is null",
        TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        await Stripe.DisposeAsync();
        await Lemon.DisposeAsync();
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }
}
