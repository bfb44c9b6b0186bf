using Weir.Billing;
using Weir.Core.Billing;
using Weir.Core.Catalog;
using Weir.Core.Deployment;
using Weir.Sandbox.Billing;
using Weir.State;

namespace Weir.Server;

/// <summary>
/// How one local installation is paid: by the providers whose keys are set, and by a stand-in for each other one. Stand-ins
/// take no real money, so a server that does has none.
/// </summary>
internal static class SandboxPayments
{
    /// <param name="options">By the environment.</param>
    /// <param name="secrets">Sign the stand-ins' webhooks.</param>
    /// <param name="url">The server's address.</param>
    public static BillingOptions Complete(BillingOptions options, SandboxSecrets secrets, string url)
    {
        if (options.Mode == BillingMode.Live) return options;
        return new BillingOptions
        {
            Mode = options.Mode,
            PastDueGrace = options.PastDueGrace,
            ReturnUrl = options.ReturnUrl ?? new Uri(url),
            Stripe = options.Stripe ?? new StripeOptions
            {
                SecretKey = SandboxBillingOptions.DefaultStripeKey,
                WebhookSecrets = [secrets.StripeWebhookSecret],
                BaseUrl = new Uri(url + SandboxBillingOptions.StripePath),
            },
            LemonSqueezy = options.LemonSqueezy ?? new LemonSqueezyOptions
            {
                ApiKey = SandboxBillingOptions.DefaultLemonSqueezyKey,
                StoreId = SandboxBillingOptions.DefaultStoreId,
                WebhookSecrets = [secrets.LemonSqueezyWebhookSecret],
                BaseUrl = new Uri(url + SandboxBillingOptions.LemonSqueezyPath),
            },
        };
    }

    /// <summary>The stand-ins, which sell what the blueprint's plans are sold as; null when real money is taken.</summary>
    /// <param name="options">By the environment.</param>
    /// <param name="secrets">Sign the stand-ins' webhooks.</param>
    /// <param name="catalog">Its plans are for sale.</param>
    /// <param name="state">Keeps what was sold.</param>
    /// <param name="url">The server's address.</param>
    public static SandboxBillingOptions? StandIns(
        BillingOptions options, SandboxSecrets secrets, AppCatalog catalog, StateFolder state, string url) =>
        options.Mode == BillingMode.Live
            ? null
            : new SandboxBillingOptions
            {
                Mode = WeirMode.Development,
                Url = url,
                StripeWebhookSecret = secrets.StripeWebhookSecret,
                StripePrices = Prices(catalog, BillingProvider.Stripe),
                StripeMeters =
                [
                    .. catalog.Plans.SelectMany(plan => plan.Overages).Where(overage => overage.Mode == BillingMode.Test)
                        .Select(overage => overage.EventName).Distinct(),
                ],
                LemonSqueezyWebhookSecret = secrets.LemonSqueezyWebhookSecret,
                LemonSqueezyVariants = Prices(catalog, BillingProvider.LemonSqueezy),
                StateFolder = state.Billing,
            };

    private static SandboxPrice[] Prices(AppCatalog catalog, BillingProvider provider)
    {
        var index = new CatalogIndex(catalog);
        return
        [
            .. catalog.Plans.GroupBy(plan => plan.Code).Select(versions => versions.MaxBy(plan => plan.Version)!)
                .Select(plan => Price(plan, provider, index.FindPriceOfPlan(plan.Code, provider, BillingMode.Test)))
                .OfType<SandboxPrice>(),
        ];
    }

    private static SandboxPrice? Price(Plan plan, BillingProvider provider, string? sold)
    {
        if (sold is null) return null;
        // What is sold in no checkout is a product, whose keys give the plan: a purchase makes one.
        var product = plan.Prices.FirstOrDefault(price => price.Sold && price.Provider == provider
            && price.Mode == BillingMode.Test && price.PriceId != sold)?.PriceId.Split(':')[^1];
        return new SandboxPrice(sold, plan.Name) { ProductId = product, HasLicenseKeys = product is not null };
    }
}
