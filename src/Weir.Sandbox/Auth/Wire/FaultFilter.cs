using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using Weir.Http.Problems;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>
/// Puts a fault into Supabase's shape, so that its clients treat it as they treat the real service's: a 5xx is retried
/// and signs nobody out.
/// </summary>
internal sealed class FaultFilter(ILogger<FaultFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            return await next(context);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
        {
            return AuthErrors.Conflict.ToResult();
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.CharacterNotInRepertoire
            or PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.StringDataRightTruncation)
        {
            return AuthErrors.Validation("A value is too long or holds a character that cannot be stored").ToResult();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            var id = RequestId.Of(http);
            Log.StoreFailed(logger, id, e);
            return new AuthErrorResult(new AuthError(500, "unexpected_failure", "Database error")) { ErrorId = id };
        }
    }
}
