using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Data.Billing.Licenses;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Licenses;

/// <summary><c>POST /v1/licenses/validate</c>: an answer, whatever the key.</summary>
internal static class ValidateLicense
{
    public static async Task<Results<Ok<LicenseValidity>, WeirErrorResult>> HandleAsync(
        HttpContext context, CustomerResolver customers, LicenseStore licenses, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        var reader = new JsonObjectReader(body.Document.RootElement, faults);
        var hash = LicenseInput.KeyHash(reader);
        var instanceId = reader.Id("instance_id");
        reader.RefuseOthers();
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        var (customerId, refusal) = await LicenseInput.CustomerAsync(context, customers, cancellationToken);
        if (refusal is not null) return new WeirErrorResult(refusal);

        var result = await licenses.ValidateAsync(hash!, customerId, instanceId, cancellationToken);
        return TypedResults.Ok(new LicenseValidity(
            result.Outcome is LicenseOutcome.Done,
            instanceId is { } id && result.InstanceName is { } name ? new InstanceState(id, name) : null,
            result.License is { } license ? LicenseKeyState.Of(license) : null));
    }
}
