using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Weir.Billing.Overage;
using Weir.Billing.Tests.Checkout;
using Weir.Core.Billing;
using Weir.Core.Deployment;
using Weir.Core.Engine;
using Weir.Data;
using Weir.Data.Accounts;
using Weir.Data.Billing;
using Weir.Data.Billing.Overage;
using Weir.Data.Engine;
using Weir.Gateway.Tests.Live;
using Weir.Sandbox.Billing;
using Weir.Testing;

namespace Weir.Billing.Tests.Overage;

/// <summary>Two servers that report overage to the stand-in of Stripe, over one database and one clock.</summary>
internal sealed class MeteredShop : IAsyncDisposable
{
    public const long Included = 50_000_000;
    public const string EventName = "weir_ai_cost";
    private const string Meter = "ai_cost";
    private const string Price = "price_pro_test";
    private readonly WebApplication _stripe;
    private readonly List<ServiceProvider> _servers = [];

    private MeteredShop(WebApplication stripe, TestDatabase database, ManualTime time)
    {
        (_stripe, Database, Time) = (stripe, database, time);
        Http = new HttpClient { BaseAddress = new Uri(stripe.Urls.Single()) };
        Http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", SandboxBillingOptions.DefaultStripeKey);
    }

    public TestDatabase Database { get; }

    public ManualTime Time { get; }

    public HttpClient Http { get; }

    public LogLines Logs { get; } = new();

    public OverageOutbox Outbox => _servers[0].GetRequiredService<OverageOutbox>();

    public OverageSender Sender => _servers[0].GetRequiredService<OverageSender>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="meters">Event names of Stripe's meters.</param>
    public static async Task<MeteredShop> OpenAsync(params string[] meters)
    {
        var time = new ManualTime(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
        var database = await TestDatabase.CreateWithCatalogAsync(Shop.Catalog(), Stop);
        await Sql.RunAsync(
            database.Superuser,
            $"insert into weir.plan_overages values ('pro', 'test', '{Meter}', '{EventName}', 1000, '2026-01-01')", Stop);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSandboxBilling(new SandboxBillingOptions
        {
            Mode = WeirMode.Development, Url = "http://127.0.0.1:1", StripeWebhookSecret = "whsec_sandbox",
            LemonSqueezyWebhookSecret = "secret", StripeMeters = meters,
        });
        var stripe = builder.Build();
        stripe.MapSandboxBilling();
        await stripe.StartAsync(Stop);
        var shop = new MeteredShop(stripe, database, time);
        for (var i = 0; i < 2; i++) shop._servers.Add(shop.Server());
        await shop._servers[0].GetRequiredService<BillingSync>().SetRulesAsync(
            new BillingRules(BillingMode.Test, WeirMode.Production, BillingRules.DefaultGrace), Stop);
        return shop;
    }

    public OverageJob Job(int server = 0) => _servers[server].GetRequiredService<OverageJob>();

    /// <summary>A customer that pays for the plan, and has a buyer at Stripe unless one is given.</summary>
    public async Task<Guid> CustomerAsync(string? buyer = null)
    {
        var user = Guid.CreateVersion7();
        var server = _servers[0];
        await server.GetRequiredService<AccountStore>().OpenAccountAsync(user, null, Stop);
        if (buyer is null)
        {
            using var form = new FormUrlEncodedContent([new("email", "buyer@example.com")]);
            var made = await Http.PostAsync(
                new Uri(SandboxBillingOptions.StripePath + "/v1/customers", UriKind.Relative), form, Stop);
            buyer = (await made.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetString()!;
        }
        var now = Time.GetUtcNow();
        await server.GetRequiredService<BillingFolder>().FoldAsync(
            BillingProvider.Stripe, BillingMode.Test,
            [
                new SubscriptionFact($"sub_{user:N}", new FactVersion(now, 0, "a"))
                {
                    CustomerId = user, BuyerId = buyer, PriceId = Price, Status = BillingStatus.Active, PeriodStartsAt = now,
                    PeriodEndsAt = now.AddMonths(1),
                },
            ],
            Stop);
        return user;
    }

    public async Task UseAsync(Guid customer, long quantity) => await _servers[0].GetRequiredService<EngineClient>().RecordAsync(
        new(customer, null, Guid.CreateVersion7(), [new(Meter, quantity)], new UsageEventDetails { OccurredAt = Time.GetUtcNow() }),
        Stop);

    /// <summary>The next calls of Stripe's meters behave so.</summary>
    public async Task ScriptAsync(object fault)
    {
        var answer = await Http.PostAsJsonAsync(
            new Uri("/sandbox/billing/stripe/script", UriKind.Relative), new { faults = new[] { fault } }, Stop);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What Stripe's meters have counted: value and number of events, over all customers.</summary>
    public async Task<(decimal Value, int Events)> CountedAsync()
    {
        var usage = await Http.GetFromJsonAsync<JsonElement>(new Uri("/sandbox/billing/stripe/usage", UriKind.Relative), Stop);
        var sums = usage.GetProperty("data").EnumerateArray().ToList();
        return (sums.Sum(sum => sum.GetProperty("value").GetDecimal()), sums.Sum(sum => sum.GetProperty("events").GetInt32()));
    }

    /// <summary>Overage in the books, in Stripe's units.</summary>
    public async Task<decimal> UsedAsync() => decimal.Parse(
        (await ListAsync("select coalesce(sum(greatest(used - granted, 0)) / 1000, 0) from weir.buckets")).Single(),
        CultureInfo.InvariantCulture);

    /// <summary>Messages: state, attempts and reason.</summary>
    public Task<IReadOnlyList<string>> MessagesAsync() => ListAsync(
        "select concat_ws(' ', state, attempts, reason) from weir.outbox order by created_at, outbox_id");

    public Task<IReadOnlyList<string>> AuditAsync() => ListAsync("select a::text from weir.audit_overage() as a");

    public Task<IReadOnlyList<string>> ListAsync(string sql) => Sql.ListAsync(Database.Superuser, sql, Stop);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var server in _servers) await server.DisposeAsync();
        await _stripe.DisposeAsync();
        await Database.DisposeAsync();
    }

    private ServiceProvider Server() => new ServiceCollection()
        .AddLogging(logging => logging.AddProvider(Logs))
        .AddSingleton<TimeProvider>(Time)
        .AddSingleton(Shop.Impatient with { AttemptTimeout = TimeSpan.FromSeconds(20) })
        .AddWeirData(new WeirDataOptions
        {
            ConnectionString = Database.AppConnectionString, Mode = WeirMode.Development, MinPoolSize = 0,
        })
        .AddWeirBilling(new BillingOptions
        {
            Mode = BillingMode.Test,
            Stripe = new StripeOptions
            {
                SecretKey = SandboxBillingOptions.DefaultStripeKey, WebhookSecrets = ["whsec_x"],
                BaseUrl = new Uri(_stripe.Urls.Single() + SandboxBillingOptions.StripePath),
            },
        })
        .BuildServiceProvider();
}
