namespace Weir.Data.Audit;

/// <summary>Something that must always hold, and does not.</summary>
/// <param name="Invariant">Number of the invariant in the design, 1 to 7.</param>
/// <param name="Check">The rule that is broken, such as <c>bucket_held</c>.</param>
/// <param name="CustomerId">Whose; null for what concerns the whole database.</param>
/// <param name="Table">Where: a table of schema <c>weir</c>, or the catalog that says so.</param>
/// <param name="Key">Which row, role or function.</param>
/// <param name="Expected">What the other side of the books, or the rule, says.</param>
/// <param name="Found">What is there.</param>
public sealed record AuditViolation(
    int Invariant, string Check, Guid? CustomerId, string Table, string Key, string Expected, string Found);
