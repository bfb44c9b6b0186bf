using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Weir.Core.Billing;

namespace Weir.Billing.Processing;

/// <summary>Registers what works on providers' messages.</summary>
public static class ProcessingExtensions
{
    /// <summary>Needs <c>AddWeirData</c>.</summary>
    public static IServiceCollection AddBillingProcessing(this IServiceCollection services, BillingRules rules)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(rules);
        services.TryAddSingleton(rules);
        services.TryAddSingleton<LinkFinder>();
        services.TryAddSingleton<BillingWorker>();
        services.TryAddSingleton<BillingKeeper>();
        services.AddHostedService<BillingProcessing>();
        return services;
    }
}
