namespace Weir.Proofs.Protocol;

/// <summary>What a proof found; <c>weir prove</c> reads it.</summary>
/// <param name="Operations">How many were tried.</param>
/// <param name="Violations">How often the claim did not hold.</param>
/// <param name="Counts">Figures worth a line each, by name.</param>
/// <param name="Samples">The first few violations.</param>
internal sealed record ProofResult(
    long Operations, long Violations, IReadOnlyDictionary<string, long> Counts, IReadOnlyList<string> Samples);
