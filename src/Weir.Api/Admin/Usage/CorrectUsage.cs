using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data.Admin;
using Weir.Data.Catalogs;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Usage;

/// <summary><c>POST /admin/v1/usage/corrections</c>.</summary>
internal static class CorrectUsage
{
    private static readonly WeirError s_unknown =
        new(ErrorCode.NotFound, "The customer has no such event, or there is no such customer.");

    public static async Task<Results<Ok<CorrectionMade>, WeirErrorResult>> HandleAsync(
        HttpContext context, CatalogCache catalogs, AdminStore store, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var catalog = await catalogs.GetAsync(cancellationToken);
        var faults = new FaultCollector();
        var reader = new JsonObjectReader(body.Document.RootElement, faults);
        if (CorrectionRules.Read(context, reader, catalog) is not { } correction)
            return new WeirErrorResult(faults.ToError()!);

        var result = await store.CorrectAsync(correction, CallerActor.OriginOf(context), cancellationToken);
        return result.Status switch
        {
            CorrectStatus.Corrected or CorrectStatus.AlreadyCorrected => TypedResults.Ok(new CorrectionMade(
                correction.EventId, result.Status == CorrectStatus.Corrected, correction.CustomerId, correction.Corrects,
                result.Overrun, result.Lost)),
            CorrectStatus.KeyConflict => new WeirErrorResult(AdminErrors.KeyConflict),
            CorrectStatus.NotFound => new WeirErrorResult(s_unknown),
            CorrectStatus.BelowZero => new WeirErrorResult(AdminErrors.Of(
                "meters", "or cost_usd or tokens would give back more than the event and its corrections took")),
            // Everything else about it was judged before.
            CorrectStatus.Invalid => new WeirErrorResult(AdminErrors.Of(
                "event_id", "is a correction itself; correct the event that it names")),
            _ => throw new InvalidOperationException($"Unknown status {result.Status}."),
        };
    }
}
