using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Core.Errors;
using Weir.Data.Audit;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Audit;

/// <summary><c>GET /admin/v1/audit</c>: runs <c>weir audit</c> and answers what it found.</summary>
internal static class RunAudit
{
    private static readonly WeirError s_running =
        new(ErrorCode.RequestInProgress, "An audit runs already; it reads whole tables.")
        {
            RetryAfter = TimeSpan.FromSeconds(10),
        };

    public static async Task<Results<Ok<AuditReport>, WeirErrorResult>> HandleAsync(
        Auditor auditor, AuditGate gate, CancellationToken cancellationToken)
    {
        if (!gate.TryEnter()) return new WeirErrorResult(s_running);
        try
        {
            var found = await auditor.RunAsync(null, cancellationToken);
            return TypedResults.Ok(new AuditReport(
                found.Count == 0, [.. found.Violations.Select(ViolationState.Of)], found.Count));
        }
        finally
        {
            gate.Leave();
        }
    }
}
