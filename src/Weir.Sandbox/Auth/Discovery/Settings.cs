using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Discovery;

/// <summary><c>GET /settings</c>: what a sign-in form may offer.</summary>
internal static class Settings
{
    public static IResult Handle(SandboxAuthOptions options) => AuthCall.Json(new
    {
        external = new
        {
            anonymous_users = options.AnonymousSignIns,
            email = true,
            phone = false,
            apple = false,
            azure = false,
            github = false,
            google = false,
        },
        disable_signup = options.DisableSignUp,
        mailer_autoconfirm = options.AutoConfirm,
        phone_autoconfirm = false,
        sms_provider = "",
        saml_enabled = false,
    });
}
