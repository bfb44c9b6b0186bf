using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;

namespace Weir.Api.Admin.Webhooks;

/// <summary>Routes of payment providers' messages.</summary>
internal static class WebhookRoutes
{
    public static void MapAdminWebhooks(this RouteGroupBuilder admin)
    {
        admin.MapGet("/webhooks", ListWebhooks.HandleAsync).RequireScope(Scope.AdminRead).Document(WebhookDocs.List);
        admin.MapGet("/webhooks/{id}", GetWebhook.HandleAsync).RequireScope(Scope.AdminRead).Document(WebhookDocs.Get);
        admin.MapPost("/webhooks/{id}/replay", ReplayWebhook.HandleAsync)
            .RequireScope(Scope.AdminWrite).Document(WebhookDocs.Replay);
    }
}
