using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;

namespace Weir.Api.Usage;

/// <summary>Routes of usage.</summary>
internal static class UsageRoutes
{
    public static void MapUsage(this RouteGroupBuilder v1)
    {
        v1.MapGet("/ai/usage/me", GetMyUsage.HandleAsync).Document(UsageDocs.GetMine);
        v1.MapGet("/ai/usage/events", ListUsageEvents.HandleAsync).Document(UsageDocs.ListEvents);
    }
}
