namespace Weir.Cli.Audit;

/// <summary>One check of <c>weir audit --json</c>.</summary>
internal sealed record AuditJsonStep(string Name, string Claim, long Violations, double Seconds);
