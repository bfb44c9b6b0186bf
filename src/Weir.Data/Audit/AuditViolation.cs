namespace Weir.Data.Audit;

/// <summary>Something that must always hold, and does not.</summary>
/// <param name="Invariant">
/// Its name: <c>bucket_within_limit</c>, <c>bucket_held</c>, <c>bucket_used</c>, <c>overrun</c>, <c>hold_outlived_lease</c>,
/// <c>hold_has_one_event</c>, <c>books_next_expiry</c>, <c>tally_held</c>, <c>tally_used</c>, <c>usage_daily</c>, <c>usage_monthly</c>.
/// </param>
/// <param name="CustomerId">Whose books.</param>
/// <param name="Subject">Which bucket, hold, meter or rollup row.</param>
/// <param name="Expected">What the other side of the books says; the limit, for a bucket beyond it.</param>
/// <param name="Actual">What is stored.</param>
public sealed record AuditViolation(string Invariant, Guid CustomerId, string Subject, decimal Expected, decimal Actual);
