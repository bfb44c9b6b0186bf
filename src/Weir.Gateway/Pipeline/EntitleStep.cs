using Weir.Core.Accounts;
using Weir.Core.Entitlements;
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
        if (SubscriptionAccess.RefusalOf(call.Customer.Status) is { } refusal)
            return new(refusal, DetailOf(call.Customer.Status));
        if (EntitlementDecider.PlanOf(call.Catalog, call.Customer) is not { } plan
            || !FeatureAccess.Entitles(call.Customer, plan, feature))
            return new(ErrorCode.FeatureNotEntitled, "The plan does not include this feature.");
        if (call.Catalog.FindRoute(plan.Code, feature.Capability) is not { } route)
            return new(ErrorCode.FeatureNotEntitled, $"The plan has no route for '{feature.Capability}'.");
        call.Feature = feature;
        call.Route = route;
        return null;
    }

    private static string DetailOf(SubscriptionStatus status) => status switch
    {
        SubscriptionStatus.PastDue => "The last payment is open; calls go on once it is paid.",
        SubscriptionStatus.None => "There is no subscription.",
        _ => "The subscription is not active.",
    };
}
