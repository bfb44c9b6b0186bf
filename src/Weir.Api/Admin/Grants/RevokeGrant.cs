using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Core.Errors;
using Weir.Data.Admin;
using Weir.Data.Engine;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Grants;

/// <summary><c>POST /admin/v1/grants/{id}/revoke</c>.</summary>
internal static class RevokeGrant
{
    private static readonly WeirError s_unknown = new(ErrorCode.NotFound, "There is no such grant.");

    public static async Task<Results<Ok<GrantEnd>, WeirErrorResult>> HandleAsync(
        string id, HttpContext context, AdminStore store, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        var members = new JsonObjectReader(body.Document.RootElement, faults);
        var customer = members.Id("customer_id", required: true);
        members.RefuseOthers();
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        if (AdminInput.PathId(id) is not { } grantId) return new WeirErrorResult(s_unknown);

        var customerId = customer!.Value;
        var result = await store.RevokeGrantAsync(
            customerId, grantId, CallerActor.OriginOf(context), cancellationToken);
        return result.Outcome switch
        {
            RevokeOutcome.Revoked => TypedResults.Ok(new GrantEnd(grantId, customerId, true, result.Lost)),
            RevokeOutcome.AlreadyEnded => TypedResults.Ok(new GrantEnd(grantId, customerId, false, 0)),
            RevokeOutcome.PlanGrant => new WeirErrorResult(
                AdminErrors.Of("id", "is a grant of the plan, which follows the subscription: assign another plan")),
            RevokeOutcome.NotFound => new WeirErrorResult(s_unknown),
            _ => throw new InvalidOperationException($"Unknown outcome {result.Outcome}."),
        };
    }
}
