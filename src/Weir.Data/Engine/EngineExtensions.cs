using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Weir.Data.Audit;
using Weir.Data.Limits;
using Weir.Data.Usage;

namespace Weir.Data.Engine;

/// <summary>Registers engine, usage reads, and what keeps them in order. Called by <c>AddWeirData</c>.</summary>
public static class EngineExtensions
{
    /// <exception cref="ArgumentException">The options are wrong; the message has every fault.</exception>
    public static IServiceCollection AddWeirEngine(this IServiceCollection services, EngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        options ??= new EngineOptions();
        var faults = options.Validate();
        if (faults.Count > 0) throw new ArgumentException(string.Join(" ", faults), nameof(options));

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new EngineClient(
            provider.GetRequiredService<WeirDatabase>(), provider.GetRequiredService<TimeProvider>(), options,
            provider.GetService<ILogger<EngineClient>>()));
        services.TryAddSingleton<GrantStore>();
        services.TryAddSingleton<UsageStore>();
        services.TryAddSingleton<HoldStore>();
        services.TryAddSingleton<ExplainStore>();
        services.TryAddSingleton<LimitStore>();
        services.TryAddSingleton<SpendCapStore>();
        services.TryAddSingleton<Auditor>();
        services.TryAddSingleton(provider => new HoldSweeper(
            provider.GetRequiredService<EngineClient>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<HoldSweeper>>()));
        services.TryAddSingleton(provider => new LedgerKeeper(
            provider.GetRequiredService<WeirDatabase>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<LedgerKeeper>>()));
        return services;
    }
}
