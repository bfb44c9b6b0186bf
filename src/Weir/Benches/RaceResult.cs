namespace Weir.Benches;

/// <summary>What came of a race for the last units.</summary>
/// <param name="Granted">Units that there were.</param>
/// <param name="Sold">Units that callers were told they had used.</param>
/// <param name="Oversold">Units too many: told to callers, or standing in the books.</param>
internal sealed record RaceResult(long Granted, long Sold, long Oversold);
