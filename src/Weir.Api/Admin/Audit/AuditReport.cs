namespace Weir.Api.Admin.Audit;

/// <summary>What an audit found.</summary>
/// <param name="Ok">Whether all that must hold does.</param>
/// <param name="Violations">What does not hold; the first 1,000 of each kind.</param>
/// <param name="Total">How many there are.</param>
internal sealed record AuditReport(bool Ok, IReadOnlyList<ViolationState> Violations, long Total);
