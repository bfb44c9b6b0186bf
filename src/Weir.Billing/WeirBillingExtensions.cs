using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Weir.Billing.Checkout;
using Weir.Billing.LemonSqueezy;
using Weir.Billing.Overage;
using Weir.Billing.Providers;
using Weir.Billing.Reconciling;
using Weir.Billing.Stripe;
using Weir.Billing.Webhooks;
using Weir.Data.Billing;

namespace Weir.Billing;

/// <summary>Composition of billing.</summary>
public static class WeirBillingExtensions
{
    /// <summary>Registers the providers that are set up. Needs <c>AddWeirData</c> and <c>AddWeirHttp</c> beside it.</summary>
    /// <exception cref="OptionsValidationException">The options are wrong; it names every fault.</exception>
    public static IServiceCollection AddWeirBilling(this IServiceCollection services, BillingOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        var faults = options.Validate();
        if (faults.Count > 0)
            throw new OptionsValidationException(nameof(BillingOptions), typeof(BillingOptions), faults);

        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ProviderTransportOptions>();
        services.TryAddSingleton<PaymentProviders>();
        services.TryAddSingleton<CheckoutOffers>();
        services.TryAddSingleton<CheckoutDesk>();
        if (options.Stripe is { } stripe)
        {
            services.AddSingleton(stripe);
            services.AddSingleton<StripeClient>();
            services.AddSingleton<IPaymentProvider, StripeShop>();
            services.AddSingleton<IReconcileSource, StripeSource>();
            services.AddSingleton<OverageSender>();
            services.AddSingleton<OverageJob>();
            services.AddHostedService(provider => provider.GetRequiredService<OverageJob>());
            services.AddSingleton<IPaymentLinks, StripePaymentLinks>();
        }
        if (options.LemonSqueezy is { } lemonSqueezy)
        {
            services.AddSingleton(lemonSqueezy);
            services.AddSingleton<LemonSqueezyClient>();
            services.AddSingleton<IPaymentProvider, LemonSqueezyShop>();
            services.AddSingleton<IReconcileSource, LemonSqueezySource>();
        }
        services.TryAddSingleton(provider => new Reconciler(
            provider.GetServices<IReconcileSource>(), provider.GetRequiredService<BillingFolder>(),
            provider.GetRequiredService<CheckoutStore>(), options));
        services.TryAddSingleton<ReconcileJob>();
        services.AddHostedService(provider => provider.GetRequiredService<ReconcileJob>());
        return services;
    }

    /// <summary>Maps <c>/v1/billing</c> with the providers' webhooks, after <c>UseWeirHttp</c>.</summary>
    public static WebApplication MapWeirBilling(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGroup("/v1").RequireAuthorization().MapBilling();
        app.MapBillingWebhooks();
        return app;
    }
}
