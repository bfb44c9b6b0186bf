using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weir.Http.Bodies;
using Weir.Http.Limits;

namespace Weir.Billing.Webhooks;

/// <summary>
/// Where providers send their messages. Who calls is known by the signature alone; the rate limit of addresses holds. No part
/// of the OpenAPI document: the providers say what is sent.
/// </summary>
public static class WebhookRoutes
{
    private const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Maps the webhooks of both providers; one that is not set up answers 404.</summary>
    public static IEndpointRouteBuilder MapBillingWebhooks(this IEndpointRouteBuilder app)
    {
        Configure(app.MapPost("/v1/billing/stripe/webhook", StripeWebhook.HandleAsync));
        Configure(app.MapPost("/v1/billing/lemonsqueezy/webhook", LemonSqueezyWebhook.HandleAsync));
        return app;
    }

    /// <summary>Stripe's webhook at another path, where an app's document gives it one.</summary>
    public static IEndpointRouteBuilder MapStripeWebhook(this IEndpointRouteBuilder app, string path)
    {
        Configure(app.MapPost(path, StripeWebhook.HandleAsync));
        return app;
    }

    private static void Configure(IEndpointConventionBuilder endpoint) =>
        endpoint.WithBodyLimit(MaxBodyBytes).ForProviderMessages().AllowAnonymous().ExcludeFromDescription();
}
