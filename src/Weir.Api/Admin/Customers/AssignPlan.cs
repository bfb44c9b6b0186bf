using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Data.Accounts;
using Weir.Data.Admin;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Customers;

/// <summary><c>POST /admin/v1/customers/{id}/plan</c>.</summary>
internal static class AssignPlan
{
    private const int MostCode = 100;

    public static async Task<Results<Ok<CustomerState>, WeirErrorResult>> HandleAsync(
        string id, HttpContext context, AdminStore store, AdminReader reader, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        var members = new JsonObjectReader(body.Document.RootElement, faults);
        var plan = members.Text("plan", MostCode, minLength: 1, required: true);
        members.RefuseOthers();
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        if (AdminInput.PathId(id) is not { } customerId) return new WeirErrorResult(AdminErrors.NoCustomer);
        try
        {
            await store.AssignPlanAsync(customerId, plan!, CallerActor.OriginOf(context), cancellationToken);
        }
        catch (UnknownCustomerException)
        {
            return new WeirErrorResult(AdminErrors.NoCustomer);
        }
        catch (UnknownPlanException)
        {
            return new WeirErrorResult(AdminErrors.Of("plan", "must be a plan of the catalog; GET /admin/v1/plans lists them"));
        }
        return await reader.FindCustomerAsync(customerId, cancellationToken) is { } customer
            ? TypedResults.Ok(CustomerState.Of(customer))
            : new WeirErrorResult(AdminErrors.NoCustomer);
    }
}
