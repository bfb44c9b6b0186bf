using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weir.Http.Bodies;
using Weir.Sandbox.Providers.Calls;
using Weir.Sandbox.Providers.OpenAi;
using Weir.Sandbox.Providers.Scripts;

namespace Weir.Sandbox.Providers;

/// <summary>Routes of the AI providers' stand-ins and of their scripts.</summary>
public static class SandboxProviderRoutes
{
    /// <summary>More than any prompt that the gateway may send: an act of sixty long chapters is a quarter of it.</summary>
    private const int BodyBytesMax = 64 * 1024 * 1024;

    /// <summary>Maps <c>/sandbox/providers/…</c>. The stand-ins check their own keys; scripts need none.</summary>
    public static IEndpointConventionBuilder MapSandboxProviders(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var providers = endpoints.MapGroup("/sandbox/providers");
        providers.MapPost("/{provider}/script", AddFaults.HandleAsync);
        providers.MapDelete("/{provider}/script", ClearFaults.Handle);
        providers.MapGet("/{provider}/calls", ListCalls.Handle);
        providers.MapOpenAi();
        return providers.WithBodyLimit(BodyBytesMax).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
    }
}
