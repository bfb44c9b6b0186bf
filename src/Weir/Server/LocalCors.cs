using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Weir.Http;

namespace Weir.Server;

/// <summary>
/// Which pages may call a local installation. The sandbox's accounts answer browsers themselves, as Supabase does; the
/// rest lets pages of this machine in when <c>CORS_ORIGINS</c> names none, so that an app on a development server just
/// works.
/// </summary>
internal sealed class LocalCors(IOptions<CorsOptions> options, WeirHttpOptions http) : ICorsPolicyProvider
{
    private readonly DefaultCorsPolicyProvider _configured = new(options);

    public async Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        if (context.Request.Path.StartsWithSegments("/auth/v1")) return null;
        var configured = await _configured.GetPolicyAsync(context, policyName);
        if (configured is null || http.CorsOrigins.Count > 0) return configured;
        return new CorsPolicyBuilder(configured).SetIsOriginAllowed(IsOfThisMachine).Build();
    }

    private static bool IsOfThisMachine(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.IsLoopback;
}
