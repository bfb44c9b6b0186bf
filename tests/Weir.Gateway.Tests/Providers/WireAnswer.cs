namespace Weir.Gateway.Tests.Providers;

/// <summary>An answer to be written in a provider's wire form.</summary>
/// <param name="Pieces">The text, as a stream would cut it.</param>
/// <param name="Usage">The usage report as JSON; null leaves it out.</param>
internal sealed record WireAnswer(IReadOnlyList<string> Pieces, string? Usage)
{
    public string Text => string.Concat(Pieces);

    public string Model { get; init; } = "test-model-2026-01-01";

    public string Tier { get; init; } = "default";

    /// <summary><c>completed</c>, <c>incomplete</c> or <c>failed</c>.</summary>
    public string Status { get; init; } = "completed";
}
