using System.Globalization;
using Weir.Core.Engine;

namespace Weir.Proofs.Engine.Scripts;

/// <summary>What the ledger is told beside quantities.</summary>
/// <param name="Tokens">All of its numbers follow from this one.</param>
/// <param name="Feature">Feature code.</param>
/// <param name="AgoSeconds">How long ago it happened; below 0 in the future; null leaves it to the engine.</param>
internal sealed record CallDetails(int Tokens, string? Feature, int? AgoSeconds)
{
    public UsageEventDetails ToDetails(DateTimeOffset now) => new()
    {
        Feature = Feature,
        InputTokens = Tokens,
        CachedInputTokens = Tokens / 2,
        CacheWriteTokens = Tokens / 3,
        OutputTokens = Tokens * 2,
        ReasoningTokens = Tokens / 5,
        CostNanoUsd = Tokens * 7L,
        PriceVersion = 1,
        OccurredAt = AgoSeconds is { } ago ? now.AddSeconds(-ago) : default,
    };

    public override string ToString() =>
        (Feature is null ? "" : $" of {Feature}")
        + (AgoSeconds is { } ago ? string.Create(CultureInfo.InvariantCulture, $", {ago} s ago") : "");
}
