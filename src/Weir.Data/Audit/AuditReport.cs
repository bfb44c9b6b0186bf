namespace Weir.Data.Audit;

/// <summary>What an audit found.</summary>
/// <param name="At">The instant whose snapshot was read.</param>
/// <param name="Steps">What was asked, in order.</param>
/// <param name="Violations">At most <see cref="MaxListed"/> of each step.</param>
public sealed record AuditReport(
    DateTimeOffset At, IReadOnlyList<AuditStep> Steps, IReadOnlyList<AuditViolation> Violations)
{
    /// <summary>A database that is wholly wrong must not fill the memory of who says so.</summary>
    public const int MaxListed = 1_000;

    /// <summary>How many violations there are, listed or not.</summary>
    public long Count => Steps.Sum(step => step.Violations);
}
