namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>How a stream flows.</summary>
/// <param name="Pace">Wait after each delta.</param>
/// <param name="CutAfterEvents">Events after which the connection breaks; null for never.</param>
internal sealed record StreamPlan(TimeSpan Pace, int? CutAfterEvents);
