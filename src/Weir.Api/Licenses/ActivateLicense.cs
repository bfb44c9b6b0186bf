using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data.Billing.Licenses;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;
using Weir.Http.Requests;

namespace Weir.Api.Licenses;

/// <summary><c>POST /v1/licenses/activate</c>.</summary>
internal static class ActivateLicense
{
    private const int MostName = 200;

    private static readonly WeirError s_conflict = new(
        ErrorCode.IdempotencyConflict, "This Idempotency-Key was used with another instance_name; take a new one.");

    public static async Task<Results<Ok<LicenseActivated>, WeirErrorResult>> HandleAsync(
        HttpContext context, CustomerResolver customers, LicenseStore licenses, CancellationToken cancellationToken)
    {
        if (!IdempotencyKey.TryRead(context, out var key, out var wrong)) return new WeirErrorResult(wrong!);
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        var reader = new JsonObjectReader(body.Document.RootElement, faults);
        var hash = LicenseInput.KeyHash(reader);
        var name = reader.Text("instance_name", MostName, minLength: 1, required: true);
        reader.RefuseOthers();
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        var (customerId, refusal) = await LicenseInput.CustomerAsync(context, customers, cancellationToken);
        if (refusal is not null) return new WeirErrorResult(refusal);

        // Keys belong to the licence: two customers cannot meet in one.
        var instanceId = key is null ? Guid.CreateVersion7() : OperationId.Of(Guid.Empty, key, hash!);
        var result = await licenses.ActivateAsync(hash!, customerId, instanceId, name!, cancellationToken);
        return result.Outcome switch
        {
            LicenseOutcome.Done => TypedResults.Ok(new LicenseActivated(
                true, new InstanceState(instanceId, name!), LicenseKeyState.Of(result.License!))),
            LicenseOutcome.LimitReached => new WeirErrorResult(new WeirError(
                ErrorCode.LimitExceeded,
                $"The licence is activated {result.License!.ActivationUsage} times and may be "
                + $"{result.License.ActivationLimit} times; deactivate one first.")),
            LicenseOutcome.Conflict => new WeirErrorResult(s_conflict),
            _ => new WeirErrorResult(LicenseInput.Unusable),
        };
    }
}
