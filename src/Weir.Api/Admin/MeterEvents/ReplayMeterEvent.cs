using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Data.Billing.Overage;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Admin.MeterEvents;

/// <summary><c>POST /admin/v1/meter-events/{id}/replay</c>.</summary>
internal static class ReplayMeterEvent
{
    public static async Task<Results<Ok<MeterEventReplayed>, WeirErrorResult>> HandleAsync(
        string id, HttpContext context, OverageMessages messages, CancellationToken cancellationToken)
    {
        if (AdminInput.PathId(id) is not { } messageId) return new WeirErrorResult(GetMeterEvent.Unknown);
        var outcome = await messages.ReplayAsync(messageId, CallerActor.OriginOf(context), cancellationToken);
        return outcome is ResendOutcome.NotFound
            ? new WeirErrorResult(GetMeterEvent.Unknown)
            : TypedResults.Ok(new MeterEventReplayed(messageId, outcome is ResendOutcome.Replayed));
    }
}
