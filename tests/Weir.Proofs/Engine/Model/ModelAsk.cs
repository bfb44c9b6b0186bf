namespace Weir.Proofs.Engine.Model;

/// <summary>What a call asks of a tally.</summary>
internal sealed record ModelAsk(ModelTally Tally, ModelLimit Limit, long Units);
