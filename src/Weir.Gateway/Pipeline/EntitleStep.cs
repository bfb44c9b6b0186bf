using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Core.Errors;
using Weir.Data.Catalogs;
using Weir.Http.Callers;

namespace Weir.Gateway.Pipeline;

/// <summary>
/// Step 3. Which customer, which feature, and may it: subscription, entitlement, route. From caches; never the amount
/// left.
/// </summary>
internal sealed class EntitleStep(CustomerResolver customers, CatalogCache catalogs)
{
    public async ValueTask<WeirError?> RunAsync(CallContext call, CancellationToken cancellationToken)
    {
        var (customer, error) = await customers.ResolveAsync(call.Http, cancellationToken);
        if (customer is null) return error;
        call.Customer = customer;
        call.Catalog = await catalogs.GetAsync(cancellationToken);
        return Judge(call);
    }

    private static WeirError? Judge(CallContext call)
    {
        if (call.Catalog.FindFeature(call.Request.Feature) is not { } feature)
            return new(ErrorCode.UnknownFeature, "There is no feature of that name; GET /v1/ai/features lists them.");
        if (OfSubscription(call.Customer.Status) is { } inactive) return inactive;
        var plan = call.Customer.PlanCode is { } code ? call.Catalog.FindPlan(code, call.Customer.PlanVersion) : null;
        if (plan is null || !Includes(plan, feature.Entitlement))
            return new(ErrorCode.FeatureNotEntitled, "The plan does not include this feature.");
        if (call.Catalog.FindRoute(plan.Code, feature.Capability) is not { } route)
            return new(ErrorCode.FeatureNotEntitled, $"The plan has no route for '{feature.Capability}'.");
        call.Feature = feature;
        call.Route = route;
        return null;
    }

    private static WeirError? OfSubscription(SubscriptionStatus status) => status switch
    {
        SubscriptionStatus.Active or SubscriptionStatus.Trialing => null,
        SubscriptionStatus.PastDue =>
            new(ErrorCode.SubscriptionPastDue, "The last payment is open; calls go on once it is paid."),
        SubscriptionStatus.None => new(ErrorCode.SubscriptionInactive, "There is no subscription."),
        _ => new(ErrorCode.SubscriptionInactive, "The subscription is not active."),
    };

    private static bool Includes(Plan plan, string? entitlement) =>
        entitlement is null || plan.Entitlements.Any(e => e.Key == entitlement && e.Kind == EntitlementKind.Boolean);
}
