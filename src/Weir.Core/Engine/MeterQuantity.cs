namespace Weir.Core.Engine;

/// <summary>An amount of one meter, in its base units (nano-USD for <c>ai_cost</c>). Negative only in a correction.</summary>
public sealed record MeterQuantity(string Meter, long Quantity);
