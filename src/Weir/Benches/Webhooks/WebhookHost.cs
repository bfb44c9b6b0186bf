using Weir.Benches.Children;
using Weir.Benches.Http;
using Weir.Billing;
using Weir.Billing.Processing;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;
using Weir.Core.Deployment;
using Weir.Http;
using Weir.Server;

namespace Weir.Benches.Webhooks;

/// <summary>The server with its webhooks, its workers, and <see cref="PlanWatch"/>; it takes Stripe's messages.</summary>
internal static class WebhookHost
{
    public static async Task<WebApplication> StartAsync(ChildSettings settings, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "weir",
            EnvironmentName = Environments.Development,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhostOnAnyPort());
        builder.Services.AddRouting();
        ServerLogging.Add(builder.Logging, json: true);
        settings.AddEngine(builder.Services);
        builder.Services.AddHostedService<Housekeeping>();
        builder.Services.AddWeirHttp(new WeirHttpOptions
        {
            Mode = WeirMode.Development,
            SupabaseUrl = new Uri("http://127.0.0.1:9"), // nobody signs in
        });
        var billing = new BillingOptions
        {
            Mode = BillingMode.Test,
            Stripe = new StripeOptions
            {
                SecretKey = "sk_test_of_the_bench",
                WebhookSecrets = [WebhookShop.StripeSecret],
                BaseUrl = new Uri("http://127.0.0.1:9"), // nobody buys
            },
        };
        builder.Services.AddWeirBilling(billing);
        builder.Services.AddBillingProcessing(new(billing.Mode, WeirMode.Development, billing.PastDueGrace));
        var app = builder.Build();
        app.UseWeirHttp();
        app.MapBillingWebhooks();
        app.MapGet(PlanWatch.Path, PlanWatch.HandleAsync).AllowAnonymous();
        await app.StartAsync(cancellationToken);
        return app;
    }
}
