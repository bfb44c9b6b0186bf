using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Weir.Core.Errors;
using Weir.Http.Authorization;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Http.Authentication;

/// <summary>
/// Scheme <c>Weir</c>: one <c>Authorization: Bearer</c> header with a Supabase access token, a service key or the admin
/// key.
/// </summary>
internal sealed class WeirAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder,
        BearerAuthenticator bearers)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "Weir";

    private WeirError _error = BearerErrors.Missing;

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Open routes may carry bearers of their own, such as the stand-ins' keys: they are none of ours to judge.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null) return AuthenticateResult.NoResult();
        if (!BearerHeader.TryRead(Request, out var token)) return AuthenticateResult.NoResult();
        if (token is null)
        {
            _error = BearerErrors.Ambiguous;
            return AuthenticateResult.Fail(_error.Detail);
        }
        var outcome = await bearers.AuthenticateAsync(token, RequestId.Of(Context), Context.RequestAborted)
            .ConfigureAwait(false);
        if (outcome.Principal is { } principal)
            return AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName));
        _error = outcome.Error!;
        return AuthenticateResult.Fail(_error.Detail);
    }

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var challenge = _error.Code switch
        {
            // RFC 6750 §3.1: no error code when no token was sent.
            ErrorCode.MissingToken => "Bearer",
            ErrorCode.InvalidToken => "Bearer error=\"invalid_token\"",
            ErrorCode.TokenExpired => "Bearer error=\"invalid_token\", error_description=\"The access token expired\"",
            _ => null,
        };
        if (challenge is not null) Response.Headers.WWWAuthenticate = challenge;
        return ProblemWriter.WriteAsync(Context, _error, Context.RequestAborted);
    }

    /// <inheritdoc />
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProblemWriter.WriteAsync(Context, Forbidden(), Context.RequestAborted);

    private WeirError Forbidden()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is { Scope: var scope })
        {
            return new WeirError(ErrorCode.RoleRequired, $"This needs the scope {scope}.")
            {
                Extensions = new Dictionary<string, object?> { ["required_scope"] = scope },
            };
        }
        return new WeirError(
            ErrorCode.RoleRequired,
            Context.User.HasClaim(claim => claim.Type == Caller.UserIdClaim)
                ? "This needs another role."
                : "This is for signed-in users; a key is no user.");
    }
}
