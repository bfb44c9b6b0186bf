using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Billing.Pages;

/// <summary><c>GET /sandbox/portal/{provider}/{token}</c>: where a buyer changes or cancels.</summary>
internal static class ShowPortal
{
    public static IResult Handle(string provider, string token, HttpContext context, BillingSimulators simulators) =>
        simulators.Find(provider)?.FindPortal(token) is { } portal
            ? Html.Page(context, "Your subscriptions", PortalPage.Body(portal, $"/sandbox/portal/{provider}/{token}"))
            : Html.Page(
                context, "No such page", "<h1>This link is no longer valid</h1>", StatusCodes.Status404NotFound);
}
