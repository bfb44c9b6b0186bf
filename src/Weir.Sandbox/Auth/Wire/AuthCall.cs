using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Weir.Sandbox.Auth.OneTime;
using Weir.Sandbox.Auth.Sessions;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Users;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>What every operation has at hand.</summary>
internal sealed record AuthCall(
    HttpContext Http,
    AuthDatabase Database,
    SessionIssuer Sessions,
    Passwords Passwords,
    CodeMailer Mailer,
    CodeChecker Codes,
    RateLimiter Limiter,
    SandboxAuthOptions Options,
    TimeProvider Time,
    ILogger<AuthCall> Logger,
    CancellationToken CancellationToken)
{
    public ClientInfo Client => ClientInfo.Of(Http);

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Where the client asks to be sent when its mail is opened.</summary>
    public string? RedirectTo => Http.Request.Query["redirect_to"].ToString() is { Length: > 0 } target ? target : null;

    public static IResult Json(object value) => Results.Json(value, AuthJson.Options);
}
