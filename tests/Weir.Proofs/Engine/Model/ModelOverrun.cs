namespace Weir.Proofs.Engine.Model;

/// <summary>
/// Used beyond hold and limit; counts against admission from start until end. What a correction gives back is one below 0.
/// </summary>
internal sealed record ModelOverrun(string Meter, DateTimeOffset Start, DateTimeOffset End, long Units);
