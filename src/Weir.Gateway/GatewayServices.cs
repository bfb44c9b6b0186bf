using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Weir.Gateway.Pipeline;
using Weir.Gateway.Providers;
using Weir.Gateway.Providers.OpenAi;
using Weir.Gateway.Settling;

namespace Weir.Gateway;

/// <summary>Registration of the data plane.</summary>
public static class GatewayServices
{
    /// <summary>
    /// Adds the pipeline, the configured providers and the background queue. Needs <c>AddWeirData</c> and
    /// <c>AddWeirHttp</c>.
    /// </summary>
    /// <exception cref="OptionsValidationException">The options are wrong; it names every fault.</exception>
    public static IServiceCollection AddWeirGateway(this IServiceCollection services, GatewayOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        var faults = options.Validate();
        if (faults.Count > 0)
            throw new OptionsValidationException(nameof(GatewayOptions), typeof(GatewayOptions), faults);

        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<GatewayTelemetry>();
        services.AddSingleton<CallPipeline>();
        services.AddSingleton<EntitleStep>();
        services.AddSingleton<EstimateStep>();
        services.AddSingleton<ReserveStep>();
        services.AddSingleton<LeaseKeeper>();
        services.AddSingleton<ForwardStep>();
        services.AddSingleton<SettleStep>();
        services.AddSingleton<PromptRenderer>();
        services.AddSingleton<DrainGate>();
        services.AddSingleton<StopSignal>();
        services.AddSingleton<HoldResolver>();
        services.AddSingleton<ResolutionQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<ResolutionQueue>());
        services.AddSingleton<ProviderSet>();
        if (options.OpenAi is { } openAi)
        {
            services.AddSingleton<IProviderAdapter>(
                provider => new OpenAiAdapter(openAi, provider.GetRequiredService<TimeProvider>()));
        }
        return services;
    }
}
