using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Weir.Sandbox.Auth.Keys;
using Weir.Sandbox.Auth.Sessions;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Users;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>
/// The user whose access token a request carries: signature, issuer and expiry are good, the session unchecked.
/// </summary>
internal sealed class Bearer : IRefusable
{
    private Bearer(AuthError refusal) => Refusal = refusal;

    private Bearer(Guid userId, Guid sessionId) => (UserId, SessionId) = (userId, sessionId);

    public AuthError? Refusal { get; }

    public Guid UserId { get; }

    public Guid SessionId { get; }

    public static ValueTask<Bearer> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(Read(context));
    }

    /// <summary>The user, if the account and the session still stand.</summary>
    public async Task<(AuthUser? User, AuthError? Error)> FindUserAsync(
        Work work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var user = await work.FindUserAsync(UserId, cancellationToken);
        if (user is null || user.DeletedAt is not null) return (null, AuthErrors.UserOfTokenNotFound);
        var session = await work.ReadSessionAsync(SessionId, now, cancellationToken);
        if (session is null || session.UserId != UserId) return (null, AuthErrors.SessionNotFound);
        return user.IsBannedAt(now) ? (null, AuthErrors.UserBanned) : (user, null);
    }

    private static Bearer Read(HttpContext context)
    {
        if (BearerText.Of(context.Request) is not { } text) return new(AuthErrors.NoAuthorization);
        var services = context.RequestServices;
        if (services.GetRequiredService<ProjectKeys>().RoleOf(text) is not null)
            return new(new AuthError(403, "bad_jwt", "invalid claim: missing sub claim"));
        var verdict = services.GetRequiredService<AccessTokenReader>().ReadUser(text);
        if (!verdict.IsValid) return new(AuthErrors.BadJwt(verdict.Failure));
        return verdict.Claims.SessionId is { } sessionId
            ? new(verdict.Claims.UserId, sessionId)
            : new(AuthErrors.SessionNotFound);
    }
}
