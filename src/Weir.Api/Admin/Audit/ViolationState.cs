using Weir.Data.Audit;

namespace Weir.Api.Admin.Audit;

/// <summary>Something that must always hold, and does not.</summary>
/// <param name="Invariant">Number of the invariant, 1 to 7.</param>
/// <param name="Check">The rule that is broken, such as bucket_held.</param>
/// <param name="CustomerId">Whose; null for what concerns the whole database.</param>
/// <param name="Table">Where.</param>
/// <param name="Key">Which row, role or function.</param>
/// <param name="Expected">What the other side of the books, or the rule, says.</param>
/// <param name="Found">What is there.</param>
internal sealed record ViolationState(
    int Invariant, string Check, Guid? CustomerId, string Table, string Key, string Expected, string Found)
{
    public static ViolationState Of(AuditViolation violation) => new(
        violation.Invariant, violation.Check, violation.CustomerId, violation.Table, violation.Key, violation.Expected,
        violation.Found);
}
