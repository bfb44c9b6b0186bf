namespace Weir.Data.Audit;

/// <summary>One of the questions that an audit asked.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Claim">What must hold.</param>
/// <param name="Violations">How often it does not, those included that the report leaves out.</param>
/// <param name="Took">How long the question took.</param>
public sealed record AuditStep(string Name, string Claim, long Violations, TimeSpan Took);
