using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Core.Entitlements;
using Weir.Data.Catalogs;
using Weir.Data.Usage;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Entitlements;

/// <summary><c>GET /v1/entitlements</c>.</summary>
internal static class ListEntitlements
{
    public static async Task<Results<Ok<Page<EntitlementState>>, WeirErrorResult>> HandleAsync(
        HttpContext context, CustomerResolver customers, CatalogCache catalogs, UsageStore usage,
        CancellationToken cancellationToken)
    {
        var resolved = await customers.ResolveAsync(context, cancellationToken);
        if (resolved.Customer is not { } customer) return new WeirErrorResult(resolved.Error!);
        var catalog = await catalogs.GetAsync(cancellationToken);
        var balances = await usage.GetBalancesAsync(customer.CustomerId, cancellationToken);
        var decisions = EntitlementDecider.DecideAll(catalog, customer, balances).Select(EntitlementState.Of);
        return TypedResults.Ok(new Page<EntitlementState>([.. decisions], null));
    }
}
