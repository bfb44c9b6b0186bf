using Weir.Data.Audit;

namespace Weir.Cli.Audit;

/// <summary>What <c>weir audit --json</c> prints.</summary>
internal sealed class AuditJson(AuditReport report)
{
    public bool Ok => report.Count == 0;

    public DateTimeOffset At => report.At;

    public IEnumerable<AuditJsonStep> Checks => report.Steps.Select(
        step => new AuditJsonStep(step.Name, step.Claim, step.Violations, Math.Round(step.Took.TotalSeconds, 3)));

    public IReadOnlyList<AuditViolation> Violations => report.Violations;
}
