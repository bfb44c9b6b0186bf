using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>Turns away a client whose bucket of this kind is empty.</summary>
internal sealed class RateFilter(RateLimiter limiter, LimitKind kind) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        limiter.TryTake(kind, context.HttpContext)
            ? next(context)
            : ValueTask.FromResult<object?>(AuthErrors.OverRequestRate.ToResult());
}
