namespace Weir.Proofs.Engine.Scripts;

/// <summary>An idempotency key, and which of a few bodies comes with it.</summary>
internal sealed record CallKey(int Number, int Body);
