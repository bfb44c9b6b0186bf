using Weir.Proofs.Protocol;

namespace Weir.Proofs.Periods;

/// <summary>What a run of <see cref="PeriodProof"/> found.</summary>
/// <param name="Count">Periods that were compared.</param>
/// <param name="Wrong">How many were not the oracle's.</param>
/// <param name="DataVersion">NodaTime's copy of the IANA data.</param>
/// <param name="Zones">Zones that were compared to the end of 2059.</param>
/// <param name="Shorter">Zones that were compared only as long as both sides' data agree, with the day of that.</param>
/// <param name="ByKind">Periods by kind.</param>
/// <param name="Samples">The first few that were wrong.</param>
internal sealed record PeriodProofReport(
    long Count, long Wrong, string DataVersion, int Zones, IReadOnlyList<string> Shorter,
    IReadOnlyDictionary<string, long> ByKind, IReadOnlyList<string> Samples)
{
    public ProofResult ToResult()
    {
        var counts = ByKind.ToDictionary(kind => $"periods, {kind.Key}", kind => kind.Value);
        counts[$"zones as in IANA {DataVersion}"] = Zones;
        counts["zones, as far as both agree"] = Shorter.Count;
        return new ProofResult(Count, Wrong, counts, Samples);
    }
}
