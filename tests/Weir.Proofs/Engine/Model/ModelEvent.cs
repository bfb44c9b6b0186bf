using Weir.Core.Engine;

namespace Weir.Proofs.Engine.Model;

/// <summary>A row of the ledger.</summary>
internal sealed class ModelEvent
{
    public required Guid Id { get; init; }

    public ModelHold? Hold { get; init; }

    /// <summary>The event that this row corrects: its numbers are what is added.</summary>
    public ModelEvent? Corrects { get; init; }

    public Guid? UserId { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    public required UsageEventDetails Details { get; init; }

    public bool Late { get; init; }

    public string? Feature => Details.Feature ?? Hold?.Feature;

    public List<ModelLine> Lines { get; } = [];

    /// <summary>What it counted, and where.</summary>
    public IReadOnlyList<(ModelTally Tally, long Units)> Tallies { get; set; } = [];

    /// <summary>Tokens and cost, in one order everywhere.</summary>
    public long[] Numbers =>
    [
        Details.InputTokens, Details.CachedInputTokens, Details.CacheWriteTokens, Details.OutputTokens,
        Details.ReasoningTokens, Details.CostNanoUsd,
    ];

    public SettledEvent ToSettled() => new(
        Id, Details.InputTokens, Details.CachedInputTokens, Details.OutputTokens, Details.ReasoningTokens,
        Details.CostNanoUsd, Details.Provenance);
}
