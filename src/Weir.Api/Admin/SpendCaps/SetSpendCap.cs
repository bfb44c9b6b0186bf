using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Core.Accounts;
using Weir.Data.Admin;
using Weir.Data.Limits;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Admin.SpendCaps;

/// <summary><c>POST /admin/v1/customers/{id}/spend-caps</c>; answers all caps of the customer.</summary>
internal static class SetSpendCap
{
    private const int MostMeter = 100;
    private const long MostAmount = 1_000_000_000_000_000;

    public static async Task<Results<Ok<Page<SpendCapState>>, WeirErrorResult>> HandleAsync(
        string id, HttpContext context, AdminStore store, SpendCapStore caps, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        var members = new JsonObjectReader(body.Document.RootElement, faults);
        var meter = members.Text("meter", MostMeter, minLength: 1, required: true);
        var amount = members.Whole("amount", 0, MostAmount, required: true);
        members.RefuseOthers();
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        if (AdminInput.PathId(id) is not { } customerId) return new WeirErrorResult(AdminErrors.NoCustomer);

        var outcome = await store.SetSpendCapAsync(
            customerId, meter!, amount, CallerActor.OriginOf(context), cancellationToken);
        if (outcome == SpendCapOutcome.UnknownCustomer) return new WeirErrorResult(AdminErrors.NoCustomer);
        if (outcome == SpendCapOutcome.UnknownMeter)
            return new WeirErrorResult(AdminErrors.Of("meter", "must be a meter of the catalog that needs a grant"));
        var all = await caps.ListAsync(customerId, cancellationToken);
        return TypedResults.Ok(new Page<SpendCapState>([.. all.Select(SpendCapState.Of)], null));
    }
}
