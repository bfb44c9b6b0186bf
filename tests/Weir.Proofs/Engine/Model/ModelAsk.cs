namespace Weir.Proofs.Engine.Model;

/// <summary>What a call asks of a tally; null where nothing limits it.</summary>
internal sealed record ModelAsk(ModelTally Tally, ModelLimit? Limit, long Units);
