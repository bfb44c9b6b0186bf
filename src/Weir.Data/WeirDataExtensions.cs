using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Weir.Data.Accounts;
using Weir.Data.Admin;
using Weir.Data.Billing;
using Weir.Data.Billing.Licenses;
using Weir.Data.Billing.Overage;
using Weir.Data.Catalogs;
using Weir.Data.Changes;
using Weir.Data.Connections;
using Weir.Data.Engine;
using Weir.Data.Keys;

namespace Weir.Data;

/// <summary>Registers this assembly.</summary>
public static class WeirDataExtensions
{
    /// <summary>The server's database as <c>weir_app</c>: stores, caches and the listener that drops them.</summary>
    /// <exception cref="ArgumentException">The options are wrong; the message has every fault.</exception>
    public static IServiceCollection AddWeirData(this IServiceCollection services, WeirDataOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        var faults = options.Validate();
        if (faults.Count > 0) throw new ArgumentException(string.Join(" ", faults), nameof(options));

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => WeirConnections.Open(options, provider.GetService<ILoggerFactory>()));
        services.TryAddSingleton<AccountStore>();
        services.TryAddSingleton<AdminStore>();
        services.TryAddSingleton<AdminReader>();
        services.TryAddSingleton<LicenseStore>();
        services.TryAddSingleton<CheckoutStore>();
        services.TryAddSingleton<ReconcileLease>();
        services.TryAddSingleton(provider => new CatalogStore(
            provider.GetRequiredService<WeirDatabase>().App, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new ServiceKeyStore(
            provider.GetRequiredService<WeirDatabase>().App, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new ServiceKeyUse(
            provider.GetRequiredService<ServiceKeyStore>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<ServiceKeyUse>>()));
        services.TryAddSingleton(provider => new WeirCaches(
            provider.GetRequiredService<WeirDatabase>(),
            provider.GetRequiredService<CatalogStore>(),
            provider.GetRequiredService<AccountStore>(),
            provider.GetRequiredService<TimeProvider>(),
            options,
            (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("Weir.Data.Changes")));
        services.TryAddSingleton(provider => provider.GetRequiredService<WeirCaches>().Catalog);
        services.TryAddSingleton(provider => provider.GetRequiredService<WeirCaches>().Snapshots);
        services.TryAddSingleton(provider => provider.GetRequiredService<WeirCaches>().Keys);
        services.TryAddSingleton(provider => provider.GetRequiredService<WeirCaches>().Parties);
        services.TryAddSingleton<BillingBell>();
        services.TryAddSingleton<BillingInbox>();
        services.TryAddSingleton<BillingFolder>();
        services.TryAddSingleton<BillingQueue>();
        services.TryAddSingleton<BillingSync>();
        services.TryAddSingleton<WebhookEvents>();
        services.TryAddSingleton<OverageOutbox>();
        services.TryAddSingleton<OverageMessages>();
        services.AddWeirEngine();
        return services;
    }
}
