namespace Weir.Core.Engine;

/// <summary>What the ledger keeps of one call. Metadata only: never prompt or output text.</summary>
public sealed record UsageEventDetails
{
    public string? Feature { get; init; }
    public string? Capability { get; init; }
    public string? Provider { get; init; }

    /// <summary>Model as the provider resolved it (a dated snapshot), else as requested.</summary>
    public string? Model { get; init; }
    public string? ProviderRequestId { get; init; }

    /// <summary>The client's own project id; opaque to Weir, at most 200 characters.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The client's own document id; opaque to Weir, at most 200 characters.</summary>
    public string? DocumentId { get; init; }
    public long InputTokens { get; init; }

    /// <summary>Subset of <see cref="InputTokens"/>.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>Subset of <see cref="InputTokens"/>.</summary>
    public long CacheWriteTokens { get; init; }
    public long OutputTokens { get; init; }

    /// <summary>Subset of <see cref="OutputTokens"/>.</summary>
    public long ReasoningTokens { get; init; }
    public long CostNanoUsd { get; init; }
    public int PriceVersion { get; init; }

    /// <summary>Where the numbers come from: <c>provider</c>, <c>estimated</c>, <c>client</c>.</summary>
    public string Provenance { get; init; } = "provider";

    /// <summary>How the call ended: <c>completed</c>, <c>incomplete</c>, <c>failed</c>, <c>cancelled</c>.</summary>
    public string Status { get; init; } = "completed";
    public string? ErrorCode { get; init; }
    public string? TierRequested { get; init; }
    public string? TierServed { get; init; }
    public bool Retried { get; init; }
    public string? PromptVersion { get; init; }
    public DateTimeOffset OccurredAt { get; init; }
}
