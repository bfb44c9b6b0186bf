using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Weir.Core.Deployment;
using Weir.Sandbox.Providers.OpenAi;

namespace Weir.Sandbox.Providers;

/// <summary>Registration of the AI providers' stand-ins.</summary>
public static class SandboxProviderServices
{
    /// <summary>Adds the stand-ins of the AI providers.</summary>
    /// <exception cref="InvalidOperationException">The server runs in production.</exception>
    /// <exception cref="ArgumentException">Settings are wrong; the message names all of them.</exception>
    public static IServiceCollection AddSandboxProviders(this IServiceCollection services, SandboxProviderOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Mode != WeirMode.Development)
            throw new InvalidOperationException("The stand-ins of the AI providers exist for development only.");
        if (options.Faults() is { Count: > 0 } faults)
            throw new ArgumentException("Sandbox providers: " + string.Join("; ", faults), nameof(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<ProviderStates>();
        services.AddSingleton<CreateResponse>();
        return services;
    }
}
