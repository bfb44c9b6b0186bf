using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Data.Admin;
using Weir.Data.Limits;
using Weir.Http.Problems;

namespace Weir.Api.Admin.SpendCaps;

/// <summary><c>GET /admin/v1/customers/{id}/spend-caps</c>: all of them, one page.</summary>
internal static class ListSpendCaps
{
    public static async Task<Results<Ok<Page<SpendCapState>>, WeirErrorResult>> HandleAsync(
        string id, AdminReader reader, SpendCapStore caps, CancellationToken cancellationToken)
    {
        if (AdminInput.PathId(id) is not { } customerId
            || await reader.FindCustomerAsync(customerId, cancellationToken) is null)
            return new WeirErrorResult(AdminErrors.NoCustomer);
        var all = await caps.ListAsync(customerId, cancellationToken);
        return TypedResults.Ok(new Page<SpendCapState>([.. all.Select(SpendCapState.Of)], null));
    }
}
