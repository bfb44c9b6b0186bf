namespace Weir.Core.Usage;

/// <summary>Pending holds of a meter.</summary>
/// <param name="Count">How many hold something.</param>
/// <param name="Units">What they hold.</param>
/// <param name="Due">How many more are still pending though their lease is over: they hold nothing.</param>
/// <param name="Data">The first of them to expire, those that are due included.</param>
public sealed record ExplainedHolds(long Count, long Units, long Due, IReadOnlyList<ExplainedHold> Data);
