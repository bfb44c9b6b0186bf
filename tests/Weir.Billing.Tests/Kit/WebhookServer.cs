using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;
using Weir.Core.Deployment;
using Weir.Data;
using Weir.Http;
using Weir.Http.Tests.Kit;
using Weir.Testing;

namespace Weir.Billing.Tests.Kit;

/// <summary>The webhooks on Kestrel. Every address that it knows is a trap: nothing may call out.</summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    public const string StripeSecret = "whsec_in_force";
    public const string StripeNextSecret = "whsec_next_one";
    public const string LemonSqueezySecret = "lemon-secret";

    private const string NoDatabase = "Host=127.0.0.1;Port=1;Username=weir_app;Password=x;Database=none;Timeout=2";

    private readonly WebApplication _app;
    private readonly TestDatabase? _database;
    private readonly TcpListener _trap;

    private WebhookServer(WebApplication app, TestDatabase? database, TcpListener trap, ManualTime time, LogLines logs)
    {
        _app = app;
        _database = database;
        _trap = trap;
        Time = time;
        Logs = logs;
    }

    public Uri Url => new(_app.Urls.Single());

    public ManualTime Time { get; }

    public LogLines Logs { get; }

    public TestDatabase Database => _database!;

    public bool HasCalledOut => _trap.Pending();

    public static async Task<WebhookServer> StartAsync(
        bool hasDatabase = true, BillingMode mode = BillingMode.Test, Action<BillingOptions>? configure = null)
    {
        var trap = new TcpListener(IPAddress.Loopback, 0);
        trap.Start();
        var trapUrl = new Uri($"http://{trap.LocalEndpoint}");
        var database = hasDatabase ? await TestDatabase.CreateAsync(TestContext.Current.CancellationToken) : null;
        var time = new ManualTime(DateTimeOffset.FromUnixTimeSeconds(StripeSamples.Created));
        var logs = new LogLines();
        var options = new BillingOptions
        {
            Mode = mode,
            Stripe = new StripeOptions
            {
                SecretKey = "sk_test_1", WebhookSecrets = [StripeSecret, StripeNextSecret], BaseUrl = trapUrl,
            },
            LemonSqueezy = new LemonSqueezyOptions
            {
                ApiKey = "key", StoreId = LemonSqueezySamples.Store, WebhookSecrets = [LemonSqueezySecret], BaseUrl = trapUrl,
            },
        };
        configure?.Invoke(options);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "weir-billing-tests" });
        builder.WebHost.UseKestrelCore();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddRouting();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(options);
        builder.Services.AddWeirData(new WeirDataOptions
        {
            ConnectionString = database?.AppConnectionString ?? NoDatabase,
            Mode = WeirMode.Development,
            MinPoolSize = 0,
            ConnectTimeout = TimeSpan.FromSeconds(hasDatabase ? 30 : 2),
        });
        builder.Services.AddWeirHttp(new WeirHttpOptions
        {
            Mode = WeirMode.Development, SupabaseUrl = trapUrl, UserRequestsPerMinute = 0, AddressRequestsPerMinute = 0,
        });
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseWeirHttp();
        app.MapBillingWebhooks();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new WebhookServer(app, database, trap, time, logs);
    }

    public Task<RawAnswer> SendAsync(HookRequest request) => RawHttp.SendAsync(Url, request.ToBytes());

    public Task<IReadOnlyList<string>> RowsAsync(string expression) => Sql.ListAsync(
        Database.Superuser, $"select {expression} from weir.billing_webhook_events as e order by e.received_at, e.event_key",
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _trap.Dispose();
        if (_database is not null) await _database.DisposeAsync();
    }
}
