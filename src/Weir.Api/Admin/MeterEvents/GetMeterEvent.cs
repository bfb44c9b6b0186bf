using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Core.Errors;
using Weir.Data.Billing.Overage;
using Weir.Http.Problems;

namespace Weir.Api.Admin.MeterEvents;

/// <summary><c>GET /admin/v1/meter-events/{id}</c>.</summary>
internal static class GetMeterEvent
{
    internal static readonly WeirError Unknown = new(ErrorCode.NotFound, "There is no such meter event.");

    public static async Task<Results<Ok<MeterEventRow>, WeirErrorResult>> HandleAsync(
        string id, OverageMessages messages, CancellationToken cancellationToken) =>
        AdminInput.PathId(id) is { } messageId && await messages.FindAsync(messageId, cancellationToken) is { } row
            ? TypedResults.Ok(MeterEventRow.Of(row))
            : new WeirErrorResult(Unknown);
}
