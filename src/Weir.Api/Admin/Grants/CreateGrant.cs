using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Data.Admin;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Grants;

/// <summary><c>POST /admin/v1/grants</c>.</summary>
internal static class CreateGrant
{
    public static async Task<Results<Ok<GrantGiven>, WeirErrorResult>> HandleAsync(
        HttpContext context, AdminStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        var reader = new JsonObjectReader(body.Document.RootElement, faults);
        if (GrantRules.Read(context, reader, time.GetUtcNow()) is not { } grant)
            return new WeirErrorResult(faults.ToError()!);

        var outcome = await store.GrantAsync(grant, CallerActor.OriginOf(context), cancellationToken);
        return outcome switch
        {
            AdminGrantOutcome.Granted => TypedResults.Ok(GrantGiven.Of(grant, inserted: true)),
            AdminGrantOutcome.AlreadyGranted => TypedResults.Ok(GrantGiven.Of(grant, inserted: false)),
            AdminGrantOutcome.Conflict => new WeirErrorResult(AdminErrors.KeyConflict),
            AdminGrantOutcome.UnknownCustomer => new WeirErrorResult(AdminErrors.NoCustomer),
            AdminGrantOutcome.UnknownMeter =>
                new WeirErrorResult(AdminErrors.Of("meter", "must be a meter of the catalog")),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }
}
