using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weir.Core.Deployment;
using Weir.Sandbox.Billing.Delivery;
using Weir.Sandbox.Billing.LemonSqueezy;
using Weir.Sandbox.Billing.Stripe;

namespace Weir.Sandbox.Billing;

/// <summary>Registration of the payment providers' stand-ins.</summary>
public static class SandboxBillingServices
{
    /// <summary>Adds the stand-ins of Stripe and Lemon Squeezy.</summary>
    /// <exception cref="InvalidOperationException">The server runs in production.</exception>
    /// <exception cref="ArgumentException">Settings are wrong; the message names all of them.</exception>
    public static IServiceCollection AddSandboxBilling(this IServiceCollection services, SandboxBillingOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Mode != WeirMode.Development)
            throw new InvalidOperationException("The stand-ins of the payment providers exist for development only.");
        if (options.Faults() is { Count: > 0 } faults)
            throw new ArgumentException("Sandbox billing: " + string.Join("; ", faults), nameof(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<StripeSimulator>();
        services.AddSingleton<StripeGate>();
        services.AddSingleton<LemonSqueezySimulator>();
        services.AddSingleton<LemonGate>();
        services.AddSingleton<BillingSimulators>();
        services.AddSingleton<IHostedService>(Sender<StripeSimulator>);
        services.AddSingleton<IHostedService>(Sender<LemonSqueezySimulator>);
        return services;
    }

    private static WebhookSender Sender<T>(IServiceProvider services)
        where T : BillingSimulator =>
        new(
            services.GetRequiredService<T>(), services.GetRequiredService<IHostApplicationLifetime>(),
            services.GetRequiredService<ILogger<WebhookSender>>());
}
