using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Billing.Pages;

/// <summary><c>POST /sandbox/portal/{provider}/{token}/{subscription}</c>: the portal's form.</summary>
internal static class UsePortal
{
    public static async Task<IResult> HandleAsync(
        string provider, string token, string subscription, HttpContext context, BillingSimulators simulators,
        CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await context.Request.ReadFormAsync(cancellationToken);
        PortalAction? action = form["action"].ToString() switch
        {
            "cancel" => PortalAction.Cancel,
            "resume" => PortalAction.Resume,
            "change" => PortalAction.Change,
            _ => null,
        };
        if (action is not { } chosen || simulators.Find(provider) is not { } simulator
            || simulator.UsePortal(token, subscription, chosen, form["price"].ToString()) is null)
            return ShowPortal.Handle(provider, token, context, simulators);
        context.Response.Headers.Location = $"/sandbox/portal/{provider}/{token}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
