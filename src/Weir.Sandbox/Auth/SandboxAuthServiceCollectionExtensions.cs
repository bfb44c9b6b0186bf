using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Weir.Sandbox.Auth.Keys;
using Weir.Sandbox.Auth.Mint;
using Weir.Sandbox.Auth.OneTime;
using Weir.Sandbox.Auth.Sessions;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth;

/// <summary>Registers the stand-in for Supabase Auth.</summary>
public static class SandboxAuthServiceCollectionExtensions
{
    /// <summary>
    /// Adds the sandbox's accounts: <see cref="SandboxKeyring"/> and <see cref="SandboxTokenMint"/> for the host, and
    /// what <see cref="SandboxAuthEndpoints.MapSandboxAuth"/> needs.
    /// </summary>
    /// <exception cref="InvalidOperationException">The mode is production.</exception>
    /// <exception cref="ArgumentException">Options are missing or wrong; the message names all of them.</exception>
    public static IServiceCollection AddSandboxAuth(this IServiceCollection services, SandboxAuthOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfUnfit();
        services.AddCors();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => SandboxKeyring.Open(options.StateFolder));
        services.AddSingleton<ProjectKeys>();
        services.AddSingleton<AccessTokenReader>();
        services.AddSingleton(_ => new AuthDatabase(options.ConnectionString));
        services.AddSingleton<RateLimiter>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SessionIssuer>();
        services.AddSingleton<CodeMailer>();
        services.AddSingleton<CodeChecker>();
        services.AddSingleton(provider => new SandboxTokenMint(
            provider.GetRequiredService<AuthDatabase>(),
            provider.GetRequiredService<SessionIssuer>(),
            provider.GetRequiredService<Passwords>(),
            options,
            provider.GetRequiredService<TimeProvider>(),
            ownsDatabase: false));
        return services;
    }
}
