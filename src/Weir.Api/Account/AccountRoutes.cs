using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;

namespace Weir.Api.Account;

/// <summary>Routes of the caller's account.</summary>
internal static class AccountRoutes
{
    public static void MapAccount(this RouteGroupBuilder v1)
    {
        v1.MapGet("/me", GetMe.HandleAsync).Document(AccountDocs.GetMe);
        v1.MapPatch("/me/profile", UpdateProfile.HandleAsync).Document(AccountDocs.UpdateProfile);
    }
}
