using Weir.Core.Engine;

namespace Weir.Proofs.Engine.Model;

/// <summary>A row of the ledger.</summary>
internal sealed class ModelEvent
{
    public required Guid Id { get; init; }

    public ModelHold? Hold { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required UsageEventDetails Details { get; init; }

    public bool Late { get; init; }

    public string? Feature => Details.Feature ?? Hold?.Feature;

    public List<ModelLine> Lines { get; } = [];

    public SettledEvent ToSettled() => new(
        Id, Details.InputTokens, Details.CachedInputTokens, Details.OutputTokens, Details.ReasoningTokens,
        Details.CostNanoUsd, Details.Provenance);
}
