using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Core.Entitlements;
using Weir.Data.Catalogs;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Features;

/// <summary><c>GET /v1/ai/features</c>.</summary>
internal static class ListFeatures
{
    public static async Task<Results<Ok<Page<FeatureState>>, WeirErrorResult>> HandleAsync(
        HttpContext context, CustomerResolver customers, CatalogCache catalogs, CancellationToken cancellationToken)
    {
        var resolved = await customers.ResolveAsync(context, cancellationToken);
        if (resolved.Customer is not { } customer) return new WeirErrorResult(resolved.Error!);
        var catalog = await catalogs.GetAsync(cancellationToken);
        var features = FeatureAccess.CallableBy(catalog, customer).Select(FeatureState.Of);
        return TypedResults.Ok(new Page<FeatureState>([.. features], null));
    }
}
