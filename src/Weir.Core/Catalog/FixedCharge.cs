namespace Weir.Core.Catalog;

/// <summary>Units of a meter that every call of a feature costs.</summary>
public sealed record FixedCharge(string Meter, long Quantity);
