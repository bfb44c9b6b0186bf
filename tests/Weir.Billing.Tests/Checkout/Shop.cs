using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Weir.Billing.Providers;
using Weir.Core.Billing;
using Weir.Core.Catalog;
using Weir.Core.Deployment;
using Weir.Data;
using Weir.Gateway.Tests.Live;
using Weir.Gateway.Tests.Loopback;
using Weir.Http;
using Weir.Testing;

namespace Weir.Billing.Tests.Checkout;

/// <summary>A server that sells plans on Kestrel, over a database of its own and a scripted socket for each provider.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string StripeKey = "sk_live_zqcanarystripe";
    public const string LemonSqueezyKey = "zqcanarylemon";

    private readonly WebApplication _app;

    private Shop(WebApplication app, TestDatabase database, LoopbackServer stripe, LoopbackServer lemon, LogLines logs) =>
        (_app, Database, Stripe, Lemon, Logs) = (app, database, stripe, lemon, logs);

    public TestDatabase Database { get; }

    public LoopbackServer Stripe { get; }

    public LoopbackServer Lemon { get; }

    public LogLines Logs { get; }

    public static async Task<Shop> OpenAsync(
        Action<BillingOptions>? configure = null, WeirMode mode = WeirMode.Production, AppCatalog? catalog = null)
    {
        var database = await TestDatabase.CreateWithCatalogAsync(catalog ?? Catalog(), TestContext.Current.CancellationToken);
        var (stripe, lemon) = (new LoopbackServer(), new LoopbackServer());
        var options = new BillingOptions
        {
            Stripe = new StripeOptions
            {
                SecretKey = StripeKey, WebhookSecrets = ["whsec_x"], BaseUrl = new Uri(stripe.Url, "/"),
            },
            LemonSqueezy = new LemonSqueezyOptions
            {
                ApiKey = LemonSqueezyKey, StoreId = "7", WebhookSecrets = ["secret"], BaseUrl = new Uri(lemon.Url, "/"),
            },
        };
        configure?.Invoke(options);
        var logs = new LogLines();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddWeirData(new WeirDataOptions
        {
            ConnectionString = database.AppConnectionString, Mode = WeirMode.Development, MinPoolSize = 0,
            ConnectTimeout = TimeSpan.FromSeconds(30),
        });
        builder.Services.AddWeirHttp(new WeirHttpOptions
        {
            Mode = mode, SupabaseUrl = new Uri("https://project.example"), UserRequestsPerMinute = 0,
            AddressRequestsPerMinute = 0,
        });
        builder.Services.AddAuthentication(TestUserHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TestUserHandler>(TestUserHandler.SchemeName, null);
        builder.Services.AddSingleton(Impatient);
        builder.Services.AddWeirBilling(options);
        var app = builder.Build();
        app.UseWeirHttp();
        app.MapWeirBilling();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Shop(app, database, stripe, lemon, logs);
    }

    /// <summary>Waits are short, and so is patience.</summary>
    public static ProviderTransportOptions Impatient { get; } = new()
    {
        AttemptTimeout = TimeSpan.FromSeconds(1), FirstWait = TimeSpan.FromMilliseconds(1),
        LongestWait = TimeSpan.FromMilliseconds(5),
    };

    /// <summary>Plans: <c>pro</c> by both providers, <c>team</c> by Lemon Squeezy, <c>starter</c> by nobody.</summary>
    public static AppCatalog Catalog() => SampleCatalog.Create() with
    {
        Plans =
        [
            SampleCatalog.Plan("starter", 1_000_000),
            SampleCatalog.Plan("pro", 50_000_000) with
            {
                Prices =
                [
                    new PlanPrice(BillingProvider.Stripe, BillingMode.Live, "price_pro"),
                    new PlanPrice(BillingProvider.Stripe, BillingMode.Test, "price_pro_test"),
                    new PlanPrice(BillingProvider.LemonSqueezy, BillingMode.Live, "11"),
                ],
            },
            SampleCatalog.Plan("team", 90_000_000) with
            {
                Prices = [new PlanPrice(BillingProvider.LemonSqueezy, BillingMode.Live, "12")],
            },
        ],
    };

    public Task<(HttpStatusCode Status, JsonElement Json)> CheckoutAsync(Guid user, object body, string? key = null, Guid? customer = null) =>
        CallAsync(user, HttpMethod.Post, "/v1/billing/checkout", body, key, customer);

    public async Task<(HttpStatusCode Status, JsonElement Json)> CallAsync(
        Guid? user, HttpMethod method, string path, object? body = null, string? key = null, Guid? customer = null)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        using var request = new HttpRequestMessage(method, path);
        if (user is not null) request.Headers.Add(TestUserHandler.Header, user.ToString());
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (customer is not null) request.Headers.Add("Weir-Customer", customer.ToString());
        if (body is not null) request.Content = JsonContent.Create(body);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode,
            await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    /// <summary>As a webhook would have said it.</summary>
    public Task BuyerAsync(Guid customer, string provider, string buyer, bool deleted = false, string mode = "live") =>
        SqlAsync(
            $"insert into weir.billing_customers (provider, mode, buyer_id, customer_id, deleted, version_at, version_rank, version_tie)"
            + $" values ('{provider}', '{mode}', '{buyer}', '{customer}', {deleted}, now(), 0, '')");

    public Task SqlAsync(string sql) => Sql.RunAsync(Database.Superuser, sql, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Stripe.DisposeAsync();
        await Lemon.DisposeAsync();
        await _app.DisposeAsync();
        await Database.DisposeAsync();
    }
}
