using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weir.Http.Bodies;
using Weir.Sandbox.Billing.Control;
using Weir.Sandbox.Billing.LemonSqueezy;
using Weir.Sandbox.Billing.Pages;
using Weir.Sandbox.Billing.Stripe;

namespace Weir.Sandbox.Billing;

/// <summary>Routes of the payment providers' stand-ins, of their pages and of what steers them.</summary>
public static class SandboxBillingRoutes
{
    private const int BodyBytesMax = 256 * 1024;

    /// <summary>
    /// Maps <c>/sandbox/stripe</c>, <c>/sandbox/lemonsqueezy</c>, <c>/sandbox/checkout</c>,
    /// <c>/sandbox/portal</c> and <c>/sandbox/billing</c>. The stand-ins check their own keys; the rest needs none.
    /// </summary>
    public static IEndpointConventionBuilder MapSandboxBilling(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var sandbox = endpoints.MapGroup("");
        sandbox.MapStripe();
        sandbox.MapLemonSqueezy();
        sandbox.MapGet("/sandbox/checkout/{id}", ShowCheckout.Handle);
        sandbox.MapPost("/sandbox/checkout/{id}/pay", PayCheckout.HandleAsync);
        sandbox.MapGet("/sandbox/portal/{provider}/{token}", ShowPortal.Handle);
        sandbox.MapPost("/sandbox/portal/{provider}/{token}/{subscription}", UsePortal.HandleAsync);
        sandbox.MapPost("/sandbox/billing/{provider}/advance", AdvanceClock.HandleAsync);
        sandbox.MapGet("/sandbox/billing/{provider}/advance", AdvanceClock.Show);
        sandbox.MapPost("/sandbox/billing/{provider}/delivery", SetDelivery.HandleAsync);
        sandbox.MapDelete("/sandbox/billing/{provider}/delivery", SetDelivery.Reset);
        sandbox.MapPost("/sandbox/billing/{provider}/script", ScriptBilling.HandleAsync);
        sandbox.MapDelete("/sandbox/billing/{provider}/script", ScriptBilling.Clear);
        sandbox.MapPost("/sandbox/billing/{provider}/refund", RefundPayment.HandleAsync);
        sandbox.MapGet("/sandbox/billing/stripe/usage", ShowUsage.Handle);
        sandbox.MapPost("/sandbox/billing/{provider}/dispute", DisputePayment.HandleAsync);
        sandbox.MapGet("/sandbox/billing/{provider}/webhooks", Webhooks.List);
        sandbox.MapPost("/sandbox/billing/{provider}/webhooks/{id}/resend", Webhooks.Resend);
        return sandbox.WithBodyLimit(BodyBytesMax).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
    }
}
