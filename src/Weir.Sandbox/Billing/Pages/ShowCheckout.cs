using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Billing.Pages;

/// <summary><c>GET /sandbox/checkout/{id}</c>: the page on which a buyer pays, or does not.</summary>
internal static class ShowCheckout
{
    public static IResult Handle(string id, HttpContext context, BillingSimulators simulators)
    {
        foreach (var simulator in simulators.All)
        {
            if (simulator.FindCheckout(id) is { } checkout)
                return Html.Page(context, $"Checkout: {checkout.Price.Name}", CheckoutPage.Body(checkout, null, null));
        }
        return Html.Page(
            context, "No such checkout", "<h1>There is no such checkout</h1>", StatusCodes.Status404NotFound);
    }
}
