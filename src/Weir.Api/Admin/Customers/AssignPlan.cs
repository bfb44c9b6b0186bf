using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Core.Accounts;
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
    private static readonly string[] s_times = ["auto", "now", "period_end"];

    public static async Task<Results<Ok<PlanAssigned>, WeirErrorResult>> HandleAsync(
        string id, HttpContext context, AdminStore store, AdminReader reader, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        var members = new JsonObjectReader(body.Document.RootElement, faults);
        var plan = members.Text("plan", MostCode, minLength: 1, required: true);
        var when = members.Word("when", s_times);
        members.RefuseOthers();
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        if (AdminInput.PathId(id) is not { } customerId) return new WeirErrorResult(AdminErrors.NoCustomer);
        try
        {
            var change = await store.AssignPlanAsync(
                customerId, plan!, TimeOf(when), CallerActor.OriginOf(context), cancellationToken);
            return await reader.FindCustomerAsync(customerId, cancellationToken) is { } customer
                ? TypedResults.Ok(
                    new PlanAssigned(plan!, change.EffectiveAt, change.Changed, CustomerState.Of(customer)))
                : new WeirErrorResult(AdminErrors.NoCustomer);
        }
        catch (UnknownCustomerException)
        {
            return new WeirErrorResult(AdminErrors.NoCustomer);
        }
        catch (UnknownPlanException)
        {
            return new WeirErrorResult(
                AdminErrors.Of("plan", "must be a plan of the catalog; GET /admin/v1/plans lists them"));
        }
    }

    private static PlanChangeTime TimeOf(string? word) => word switch
    {
        "now" => PlanChangeTime.Now,
        "period_end" => PlanChangeTime.PeriodEnd,
        _ => PlanChangeTime.Auto,
    };
}
