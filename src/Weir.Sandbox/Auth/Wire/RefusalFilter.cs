using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>Answers the first argument that could not be bound, so that handlers see only good ones.</summary>
internal sealed class RefusalFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is IRefusable { Refusal: { } refusal })
                return ValueTask.FromResult<object?>(refusal.ToResult());
        }
        return next(context);
    }
}
