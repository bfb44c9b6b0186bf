using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Data.Accounts;
using Weir.Data.Admin;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Customers;

/// <summary><c>POST /admin/v1/customers/{id}/billing/recompute</c>.</summary>
internal static class RecomputeBilling
{
    public static async Task<Results<Ok<BillingRecomputed>, WeirErrorResult>> HandleAsync(
        string id, HttpContext context, AdminStore store, AdminReader reader, CancellationToken cancellationToken)
    {
        if (AdminInput.PathId(id) is not { } customerId) return new WeirErrorResult(AdminErrors.NoCustomer);
        try
        {
            var changed = await store.RecomputeBillingAsync(
                customerId, CallerActor.OriginOf(context), cancellationToken);
            return await reader.FindCustomerAsync(customerId, cancellationToken) is { } customer
                ? TypedResults.Ok(new BillingRecomputed(
                    changed, CustomerState.Of(customer),
                    CustomerBilling.Read(await reader.FindBillingAsync(customerId, cancellationToken))))
                : new WeirErrorResult(AdminErrors.NoCustomer);
        }
        catch (UnknownCustomerException)
        {
            return new WeirErrorResult(AdminErrors.NoCustomer);
        }
    }
}
