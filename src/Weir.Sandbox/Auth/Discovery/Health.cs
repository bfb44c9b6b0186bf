using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Discovery;

/// <summary><c>GET /health</c>, under the name that clients expect.</summary>
internal static class Health
{
    public static IResult Handle() => AuthCall.Json(new
    {
        version = "sandbox",
        name = "GoTrue",
        description = "Weir's local stand-in for Supabase Auth",
    });
}
