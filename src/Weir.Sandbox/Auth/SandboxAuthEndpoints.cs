using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weir.Sandbox.Auth.Admin;
using Weir.Sandbox.Auth.Discovery;
using Weir.Sandbox.Auth.Keys;
using Weir.Sandbox.Auth.OneTime;
using Weir.Sandbox.Auth.Sessions;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;
using Weir.Sandbox.Inbox;

namespace Weir.Sandbox.Auth;

/// <summary>The routes of <c>/auth/v1</c> and the inbox.</summary>
public static class SandboxAuthEndpoints
{
    private static readonly TimeSpan s_preflightAge = TimeSpan.FromHours(1);

    /// <summary>
    /// Maps the stand-in for Supabase Auth and <c>GET /sandbox/inbox</c>. The pipeline must have routing and CORS. The
    /// limits are the sandbox's own.
    /// </summary>
    public static IEndpointRouteBuilder MapSandboxAuth(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        // Opened now, so that a state folder that cannot be used stops the start and not the first sign-in.
        endpoints.ServiceProvider.GetRequiredService<SandboxKeyring>();
        endpoints.MapGet("/sandbox/inbox", ListMails.HandleAsync)
            .AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();

        var options = endpoints.ServiceProvider.GetRequiredService<SandboxAuthOptions>();
        var auth = endpoints.MapGroup("/auth/v1").AllowAnonymous().DisableRateLimiting().ExcludeFromDescription()
            .RequireCors(policy => Allow(policy, options))
            .AddEndpointFilter<FaultFilter>();
        auth.MapOpen(endpoints.ServiceProvider);
        auth.MapKeyed(endpoints.ServiceProvider);
        return endpoints;
    }

    /// <summary>What needs no project key: discovery, the links of mails, and what there is not.</summary>
    private static void MapOpen(this RouteGroupBuilder auth, IServiceProvider services)
    {
        auth.MapGet("/.well-known/jwks.json", Jwks.Handle);
        auth.MapGet("/.well-known/openid-configuration", OpenIdConfiguration.Handle);
        auth.MapGet("/health", Health.Handle);
        auth.MapGet("/verify", VerifyLink.HandleAsync).AddEndpointFilter(services.Limit(LimitKind.Verify));
        auth.Map("/{**path}", static () =>
            new AuthError(StatusCodes.Status404NotFound, "not_found", "The sandbox does not have this endpoint").ToResult());
    }

    private static void MapKeyed(this RouteGroupBuilder auth, IServiceProvider services)
    {
        var keyed = auth.MapGroup("").AddEndpointFilter<GatewayFilter>();
        keyed.MapGet("/settings", Settings.Handle);

        var token = services.Limit(LimitKind.Token);
        var verify = services.Limit(LimitKind.Verify);
        var mail = services.Limit(LimitKind.MailRequest);
        keyed.MapPost("/token", Token.HandleAsync).AddEndpointFilter(token).AddEndpointFilter<RefusalFilter>();
        keyed.MapPost("/verify", VerifyCode.HandleAsync).AddEndpointFilter(verify).AddEndpointFilter<RefusalFilter>();

        var mailing = keyed.MapGroup("").AddEndpointFilter(mail).AddEndpointFilter<RefusalFilter>();
        mailing.MapPost("/signup", SignUp.HandleAsync);
        mailing.MapPost("/otp", SendOtp.HandleAsync);
        mailing.MapPost("/magiclink", SendOtp.HandleAsync);
        mailing.MapPost("/recover", Recover.HandleAsync);
        mailing.MapPost("/resend", Resend.HandleAsync);
        mailing.MapPut("/user", UpdateUser.HandleAsync);

        var signedIn = keyed.MapGroup("").AddEndpointFilter<RefusalFilter>();
        signedIn.MapGet("/user", GetUser.HandleAsync);
        signedIn.MapPost("/logout", SignOut.HandleAsync);
        signedIn.MapPost("/invite", InviteUser.HandleAsync);
        signedIn.MapPost("/admin/generate_link", GenerateLink.HandleAsync);
        signedIn.MapGet("/admin/users", ListUsers.HandleAsync);
        signedIn.MapPost("/admin/users", CreateUser.HandleAsync);
        signedIn.MapGet("/admin/users/{id}", ReadUser.HandleAsync);
        signedIn.MapPut("/admin/users/{id}", ChangeUser.HandleAsync);
        signedIn.MapDelete("/admin/users/{id}", DeleteUser.HandleAsync);
    }

    /// <summary>
    /// Lets pages of the allowed origins call and read every answer, failures too. Never with credentials: the authority
    /// of a call is a token that the page must hold already.
    /// </summary>
    private static void Allow(CorsPolicyBuilder policy, SandboxAuthOptions options) => policy
        .WithOrigins([.. options.AllowedOrigins])
        .AllowAnyHeader()
        .AllowAnyMethod()
        .WithExposedHeaders("X-Total-Count", "Link", ApiVersion.Header, "x-sb-error-code")
        .SetPreflightMaxAge(s_preflightAge);

    private static RateFilter Limit(this IServiceProvider services, LimitKind kind) =>
        new(services.GetRequiredService<RateLimiter>(), kind);
}
