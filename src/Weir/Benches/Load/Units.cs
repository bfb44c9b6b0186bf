namespace Weir.Benches.Load;

/// <summary>What an operation sets aside, and what of it is used in the end.</summary>
internal readonly record struct Units(string Meter, int Held, int Used);
