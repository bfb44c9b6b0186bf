using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Core.Entitlements;
using Weir.Core.Errors;
using Weir.Data.Catalogs;
using Weir.Data.Usage;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Entitlements;

/// <summary><c>GET /v1/entitlements/{key}</c>.</summary>
internal static class GetEntitlement
{
    private static readonly WeirError s_unknown = new(ErrorCode.NotFound, "This app has no entitlement of this key.");

    public static async Task<Results<Ok<EntitlementState>, WeirErrorResult>> HandleAsync(
        string key, HttpContext context, CustomerResolver customers, CatalogCache catalogs, UsageStore usage,
        CancellationToken cancellationToken)
    {
        var resolved = await customers.ResolveAsync(context, cancellationToken);
        if (resolved.Customer is not { } customer) return new WeirErrorResult(resolved.Error!);
        var catalog = await catalogs.GetAsync(cancellationToken);
        var balances = await usage.GetBalancesAsync(customer.CustomerId, cancellationToken);
        return EntitlementDecider.Decide(catalog, customer, balances, key) is { } decision
            ? TypedResults.Ok(EntitlementState.Of(decision))
            : new WeirErrorResult(s_unknown);
    }
}
