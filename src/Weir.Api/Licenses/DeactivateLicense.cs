using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Data.Billing.Licenses;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Licenses;

/// <summary><c>POST /v1/licenses/deactivate</c>.</summary>
internal static class DeactivateLicense
{
    public static async Task<Results<Ok<LicenseDeactivated>, WeirErrorResult>> HandleAsync(
        HttpContext context, CustomerResolver customers, LicenseStore licenses, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        var reader = new JsonObjectReader(body.Document.RootElement, faults);
        var hash = LicenseInput.KeyHash(reader);
        var instanceId = reader.Id("instance_id", required: true);
        reader.RefuseOthers();
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        var (customerId, refusal) = await LicenseInput.CustomerAsync(context, customers, cancellationToken);
        if (refusal is not null) return new WeirErrorResult(refusal);

        var result = await licenses.DeactivateAsync(hash!, customerId, instanceId!.Value, cancellationToken);
        return result is { Outcome: LicenseOutcome.Done, License: { } license }
            ? TypedResults.Ok(new LicenseDeactivated(true, LicenseKeyState.Of(license)))
            : new WeirErrorResult(LicenseInput.Unusable);
    }
}
