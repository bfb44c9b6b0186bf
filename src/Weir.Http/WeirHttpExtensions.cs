using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Weir.Http.Authentication;
using Weir.Http.Authorization;
using Weir.Http.Callers;
using Weir.Http.Limits;
using Weir.Http.Problems;

namespace Weir.Http;

/// <summary>Composition of the shared HTTP surface.</summary>
public static class WeirHttpExtensions
{
    private static readonly TimeSpan s_headerTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_preflightAge = TimeSpan.FromHours(1);

    /// <summary>
    /// Registers callers, problems, authentication (scheme <c>Weir</c>, the default), authorization, limits and CORS.
    /// Needs <c>AddWeirData</c> beside it.
    /// </summary>
    /// <exception cref="OptionsValidationException">The options are wrong; it names every fault.</exception>
    public static IServiceCollection AddWeirHttp(this IServiceCollection services, WeirHttpOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        var faults = options.Validate();
        if (faults.Count > 0)
            throw new OptionsValidationException(nameof(WeirHttpOptions), typeof(WeirHttpOptions), faults);

        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CustomerResolver>();
        services.TryAddSingleton<OverloadLog>();
        services.TryAddSingleton<SigningKeys>();
        services.TryAddSingleton<TokenAuthenticator>();
        services.TryAddSingleton<BearerAuthenticator>();
        services.AddAuthentication(WeirAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, WeirAuthenticationHandler>(
                WeirAuthenticationHandler.SchemeName, null);
        services.AddAuthorization(ScopeExtensions.AddPolicies);
        services.AddCors(cors => cors.AddDefaultPolicy(policy => AllowOrigins(policy, options)));
        services.AddRateLimiter(limiter => RateLimits.Configure(limiter, options));
        services.Configure<KestrelServerOptions>(kestrel => Harden(kestrel, options));
        services.Configure<ForwardedHeadersOptions>(forwarded => Trust(forwarded, options));
        return services;
    }

    /// <summary>
    /// The order of every request: id, gate for load, problems, routing, CORS, authentication, rate limit, authorization.
    /// Browsers' requests meet the gate after CORS, so that a page may read its refusals. The rate limit stands before
    /// authorization, so that a flood of bad tokens meets it.
    /// </summary>
    public static WebApplication UseWeirHttp(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<RequestIdMiddleware>();
        app.UseWhen(
            context => context.Request.Headers.Origin.Count == 0, branch => branch.UseMiddleware<AdmissionGate>());
        app.UseMiddleware<ProblemMiddleware>();
        if (app.Services.GetRequiredService<WeirHttpOptions>().TrustedProxies.Count > 0) app.UseForwardedHeaders();
        app.UseRouting();
        app.UseCors();
        app.UseMiddleware<AdmissionGate>();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        return app;
    }

    private static void AllowOrigins(CorsPolicyBuilder policy, WeirHttpOptions options) => policy
        .WithOrigins([.. options.CorsOrigins])
        .AllowAnyHeader()
        .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
        .WithExposedHeaders(RequestId.Header, "Retry-After", "Content-Range", "X-Total-Count", "Link")
        .SetPreflightMaxAge(s_preflightAge);

    private static void Harden(KestrelServerOptions kestrel, WeirHttpOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.RequestHeadersTimeout = s_headerTimeout;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxRequestBodySize = Math.Max(options.MaxBodyBytes, 1024 * 1024);
    }

    private static void Trust(ForwardedHeadersOptions forwarded, WeirHttpOptions options)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.ForwardLimit = 1;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.TrustedProxies) forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
    }
}
