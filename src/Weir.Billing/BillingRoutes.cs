using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weir.Billing.Checkout;
using Weir.Billing.Portal;
using Weir.Billing.Subscription;

namespace Weir.Billing;

/// <summary>Routes of buying and managing. The OpenAPI document describes them by method and path.</summary>
internal static class BillingRoutes
{
    public static void MapBilling(this RouteGroupBuilder v1)
    {
        v1.MapPost("/billing/checkout", CreateCheckout.HandleAsync).Produces<OpenedCheckout>();
        v1.MapPost("/billing/portal", CreatePortal.HandleAsync).Produces<OpenedPortal>();
        v1.MapGet("/billing/subscription", GetSubscription.HandleAsync).Produces<SubscriptionView>();
    }
}
