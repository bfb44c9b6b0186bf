using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>The API below <see cref="SandboxBillingOptions.StripePath"/>.</summary>
internal static class StripeRoutes
{
    public static void MapStripe(this RouteGroupBuilder sandbox)
    {
        var api = sandbox.MapGroup(SandboxBillingOptions.StripePath);
        api.On("POST", "/v1/checkout/sessions", CreateSession.Handle);
        api.On("GET", "/v1/checkout/sessions/{id}", StripeReads.Session);
        api.On("POST", "/v1/checkout/sessions/{id}/expire", StripeWrites.ExpireSession);
        api.On("POST", "/v1/billing_portal/sessions", StripeWrites.OpenPortal);
        api.On("GET", "/v1/subscriptions", StripeReads.Subscriptions);
        api.On("GET", "/v1/subscriptions/{id}", StripeReads.Subscription);
        api.On("POST", "/v1/subscriptions/{id}", ChangeSubscription.Update);
        api.On("DELETE", "/v1/subscriptions/{id}", ChangeSubscription.Cancel);
        api.On("GET", "/v1/customers", StripeReads.Customers);
        api.On("POST", "/v1/customers", StripeWrites.CreateCustomer);
        api.On("GET", "/v1/customers/{id}", StripeReads.Customer);
        api.On("DELETE", "/v1/customers/{id}", StripeWrites.DeleteCustomer);
        api.On("GET", "/v1/invoices", StripeReads.Invoices);
        api.On("GET", "/v1/invoices/{id}", StripeReads.Invoice);
        api.On("GET", "/v1/invoice_payments", StripeReads.InvoicePayments);
        api.On("GET", "/v1/events", StripeReads.Events);
        api.On("GET", "/v1/events/{id}", StripeReads.Event);
        api.On("POST", "/v1/billing/meters", StripeMeters.Create);
        api.On("GET", "/v1/billing/meters", StripeMeters.List);
        api.On("GET", "/v1/billing/meters/{id}/event_summaries", StripeMeters.Summaries);
        api.On("POST", "/v1/billing/meter_events", StripeMeters.Report);
        api.Map("/{**rest}", (HttpContext context, StripeGate gate) => gate.HandleAsync(
            context, call => StripeErrors.UnknownUrl(context.Request.Method, "/" + call.Request.RouteValues["rest"])));
    }

    private static void On(
        this RouteGroupBuilder api, string method, string path, Func<StripeCall, StripeAnswer> operation) =>
        api.MapMethods(path, [method], (HttpContext context, StripeGate gate) => gate.HandleAsync(context, operation));
}
