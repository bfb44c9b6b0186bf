namespace Weir.Api.Admin.Audit;

/// <summary>What an audit found.</summary>
/// <param name="Ok">Whether the books add up.</param>
/// <param name="Violations">Everything that does not hold; the first 1,000.</param>
/// <param name="Total">How many there are.</param>
internal sealed record AuditReport(bool Ok, IReadOnlyList<ViolationState> Violations, int Total);
