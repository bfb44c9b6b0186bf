using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Core.Accounts;
using Weir.Core.Errors;
using Weir.Data.Admin;
using Weir.Data.Limits;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Admin.SpendCaps;

/// <summary><c>DELETE /admin/v1/customers/{id}/spend-caps/{meter}</c>; answers the caps that are left.</summary>
internal static class RemoveSpendCap
{
    private static readonly WeirError s_unknown = new(ErrorCode.NotFound, "There is no such meter to cap.");

    public static async Task<Results<Ok<Page<SpendCapState>>, WeirErrorResult>> HandleAsync(
        string id, string meter, HttpContext context, AdminStore store, SpendCapStore caps,
        CancellationToken cancellationToken)
    {
        if (AdminInput.PathId(id) is not { } customerId) return new WeirErrorResult(AdminErrors.NoCustomer);
        // No code has U+0000, and the database takes none.
        if (meter.Contains('\0', StringComparison.Ordinal)) return new WeirErrorResult(s_unknown);
        var outcome = await store.SetSpendCapAsync(
            customerId, meter, null, CallerActor.OriginOf(context), cancellationToken);
        if (outcome == SpendCapOutcome.UnknownCustomer) return new WeirErrorResult(AdminErrors.NoCustomer);
        if (outcome == SpendCapOutcome.UnknownMeter) return new WeirErrorResult(s_unknown);
        var left = await caps.ListAsync(customerId, cancellationToken);
        return TypedResults.Ok(new Page<SpendCapState>([.. left.Select(SpendCapState.Of)], null));
    }
}
