namespace Weir.Sandbox.Providers.Scripts;

/// <summary>What can be scripted for one provider.</summary>
/// <param name="Codes">Error codes, each with the HTTP status that it comes with.</param>
/// <param name="FailedCodes">Codes of a failed response.</param>
/// <param name="IncompleteReasons">Reasons of an incomplete response.</param>
/// <param name="ServedTiers">Tiers that an answer may name.</param>
/// <param name="UsageMembers">Members of the usage object, those of objects inside it as <c>outer.inner</c>.</param>
internal sealed record FaultVocabulary(
    IReadOnlyDictionary<string, int> Codes,
    IReadOnlyList<string> FailedCodes,
    IReadOnlyList<string> IncompleteReasons,
    IReadOnlyList<string> ServedTiers,
    IReadOnlySet<string> UsageMembers);
