using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>The API below <see cref="SandboxBillingOptions.LemonSqueezyPath"/>.</summary>
internal static class LemonRoutes
{
    public static void MapLemonSqueezy(this RouteGroupBuilder sandbox)
    {
        var api = sandbox.MapGroup(SandboxBillingOptions.LemonSqueezyPath);
        api.On("GET", "/v1/stores/{id}", LemonReads.Store);
        api.On("POST", "/v1/checkouts", CreateLemonCheckout.Handle);
        api.On("GET", "/v1/checkouts/{id}", LemonReads.Checkout);
        api.On("GET", "/v1/customers", LemonReads.Customers);
        api.On("GET", "/v1/customers/{id}", LemonReads.Customer);
        api.On("GET", "/v1/orders", LemonReads.Orders);
        api.On("GET", "/v1/orders/{id}", LemonReads.Order);
        api.On("GET", "/v1/subscriptions", LemonReads.Subscriptions);
        api.On("GET", "/v1/subscriptions/{id}", LemonReads.Subscription);
        api.On("PATCH", "/v1/subscriptions/{id}", ChangeLemonSubscription.Update);
        api.On("DELETE", "/v1/subscriptions/{id}", ChangeLemonSubscription.Cancel);
        api.On("GET", "/v1/subscription-invoices", LemonReads.Invoices);
        api.On("GET", "/v1/subscription-invoices/{id}", LemonReads.Invoice);
        api.On("GET", "/v1/license-keys", LemonReads.Licenses);
        api.On("GET", "/v1/license-keys/{id}", LemonReads.License);
        api.On("PATCH", "/v1/license-keys/{id}", ChangeLemonLicense.Handle);
        api.MapPost("/v1/licenses/activate", LicenseApi.ActivateAsync);
        api.MapPost("/v1/licenses/validate", LicenseApi.ValidateAsync);
        api.MapPost("/v1/licenses/deactivate", LicenseApi.DeactivateAsync);
        api.Map("/{**rest}", (HttpContext context, LemonGate gate) =>
            gate.HandleAsync(context, static _ => LemonError.NotFound()));
    }

    private static void On(
        this RouteGroupBuilder api, string method, string path, Func<LemonCall, LemonAnswer> operation) =>
        api.MapMethods(path, [method], (HttpContext context, LemonGate gate) => gate.HandleAsync(context, operation));
}
