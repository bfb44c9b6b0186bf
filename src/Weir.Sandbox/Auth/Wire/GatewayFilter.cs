using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>The API gateway before the auth service: no route of it without a project key.</summary>
internal sealed class GatewayFilter(ProjectKeys keys) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var key = request.Headers["apikey"].ToString();
        if (key.Length == 0) key = request.Query["apikey"].ToString();
        if (key.Length == 0)
        {
            return Refuse(
                "No API key found in request", "No `apikey` request header or url param was found.");
        }
        return keys.RoleOf(key) is null
            ? Refuse("Invalid API key", "Double check your Supabase `anon` or `service_role` API key.")
            : next(context);
    }

    private static ValueTask<object?> Refuse(string message, string hint) =>
        ValueTask.FromResult<object?>(
            Results.Json(new { message, hint }, statusCode: StatusCodes.Status401Unauthorized));
}
