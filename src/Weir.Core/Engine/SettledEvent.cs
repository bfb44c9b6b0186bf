namespace Weir.Core.Engine;

/// <summary>What a replayed idempotency key can still be told: outputs are not stored.</summary>
public sealed record SettledEvent(
    Guid EventId, long InputTokens, long CachedInputTokens, long OutputTokens, long ReasoningTokens, long CostNanoUsd,
    string Provenance);
