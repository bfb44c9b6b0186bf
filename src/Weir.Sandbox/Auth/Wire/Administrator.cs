using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Weir.Core.Tokens;
using Weir.Sandbox.Auth.Keys;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>Proof that a request may administer users: the service key, or a token of ours with its role.</summary>
internal sealed class Administrator : IRefusable
{
    private Administrator(AuthError? refusal) => Refusal = refusal;

    public AuthError? Refusal { get; }

    public static ValueTask<Administrator> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(new Administrator(Refuse(context)));
    }

    private static AuthError? Refuse(HttpContext context)
    {
        if (BearerText.Of(context.Request) is not { } text) return AuthErrors.NoAuthorization;
        var services = context.RequestServices;
        if (services.GetRequiredService<ProjectKeys>().RoleOf(text) is { } role)
            return role == "service_role" ? null : AuthErrors.NotAdmin;
        var verdict = services.GetRequiredService<AccessTokenReader>().ReadAdministrator(text);
        if (verdict.IsValid) return null;
        return verdict.Failure == TokenFailure.Role ? AuthErrors.NotAdmin : AuthErrors.BadJwt(verdict.Failure);
    }
}
