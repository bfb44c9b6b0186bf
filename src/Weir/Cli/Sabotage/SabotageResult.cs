namespace Weir.Cli.Sabotage;

/// <summary>How a sabotage went.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Outcome">What the tests made of it.</param>
/// <param name="Detail">The test that failed first, or what went wrong.</param>
/// <param name="Seconds">How long that took, building included.</param>
internal sealed record SabotageResult(string Name, SabotageOutcome Outcome, string Detail, double Seconds);
