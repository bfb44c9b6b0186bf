using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data.Admin;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Holds;

/// <summary><c>POST /admin/v1/holds/{id}/void</c>.</summary>
internal static class VoidHold
{
    private static readonly WeirError s_unknown = new(ErrorCode.NotFound, "There is no such hold.");

    private static readonly WeirError s_settled =
        new(ErrorCode.AlreadySettled, "The hold was settled; what it was used for stays booked.");

    public static async Task<Results<Ok<HoldEnd>, WeirErrorResult>> HandleAsync(
        string id, HttpContext context, AdminStore store, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        var members = new JsonObjectReader(body.Document.RootElement, faults);
        var customer = members.Id("customer_id", required: true);
        members.RefuseOthers();
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        if (AdminInput.PathId(id) is not { } holdId) return new WeirErrorResult(s_unknown);

        var customerId = customer!.Value;
        var status = await store.VoidHoldAsync(
            customerId, holdId, CallerActor.OriginOf(context), cancellationToken);
        return status switch
        {
            VoidStatus.Voided or VoidStatus.AlreadyVoided => TypedResults.Ok(new HoldEnd(holdId, customerId, "voided")),
            VoidStatus.AlreadyExpired => TypedResults.Ok(new HoldEnd(holdId, customerId, "expired")),
            VoidStatus.AlreadyPosted => new WeirErrorResult(s_settled),
            VoidStatus.NotFound => new WeirErrorResult(s_unknown),
            _ => throw new InvalidOperationException($"Unknown status {status}."),
        };
    }
}
