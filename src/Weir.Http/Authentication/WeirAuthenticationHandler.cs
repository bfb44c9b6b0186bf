using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Weir.Core.Errors;
using Weir.Http.Problems;

namespace Weir.Http.Authentication;

/// <summary>Scheme <c>Weir</c>: one <c>Authorization: Bearer</c> header with a Supabase access token.</summary>
internal sealed class WeirAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "Weir";

    /// <inheritdoc />
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return ProblemWriter.WriteAsync(
            Context, new WeirError(ErrorCode.MissingToken, "Send Authorization: Bearer <access token>."), Context.RequestAborted);
    }
}
