namespace Weir.Proofs.Engine.Model;

/// <summary>What was counted of one meter, for one scope, in one period. Its key is what it counts, not whose limit that is.</summary>
internal sealed class ModelTally
{
    public required string Meter { get; init; }

    public required string Scope { get; init; }

    /// <summary>The member's id, the feature; empty where neither is named.</summary>
    public required string ScopeKey { get; init; }

    public required string Period { get; init; }

    public required int WindowSeconds { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public long Used { get; set; }

    public long Held { get; set; }

    public bool IsOf(ModelLimit limit, string scopeKey) => Meter == limit.Meter && Scope == limit.Scope
        && ScopeKey == scopeKey && Period == limit.PeriodCode && WindowSeconds == limit.WindowSeconds;
}
