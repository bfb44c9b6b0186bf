namespace Weir.Core.Engine;

/// <summary>Answer to a <see cref="CorrectOperation"/>.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Overrun">Per meter, what is used in addition and found no room.</param>
/// <param name="Lost">Per meter, what went back to a bucket that had closed: breakage, not credit.</param>
public sealed record CorrectResult(
    CorrectStatus Status, IReadOnlyList<MeterQuantity> Overrun, IReadOnlyList<MeterQuantity> Lost);
