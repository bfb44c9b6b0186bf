using System.Globalization;
using Weir.Data.Audit;

namespace Weir.Api.Admin.Audit;

/// <summary>Something that must always hold, and does not.</summary>
/// <param name="Invariant">Its name.</param>
/// <param name="CustomerId">Whose books.</param>
/// <param name="Subject">Which bucket, hold, meter or rollup row.</param>
/// <param name="Expected">What the other side of the books says, a decimal string.</param>
/// <param name="Actual">What is stored, likewise.</param>
internal sealed record ViolationState(string Invariant, Guid CustomerId, string Subject, string Expected, string Actual)
{
    public static ViolationState Of(AuditViolation violation) => new(
        violation.Invariant, violation.CustomerId, violation.Subject,
        violation.Expected.ToString(CultureInfo.InvariantCulture),
        violation.Actual.ToString(CultureInfo.InvariantCulture));
}
