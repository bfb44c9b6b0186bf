namespace Weir.Sandbox.Providers.Scripts;

/// <summary>What a script may know of a call.</summary>
/// <param name="Model">Model as requested.</param>
/// <param name="ServiceTier">Tier as requested; null when the call names none.</param>
/// <param name="Stream">Whether the call streams.</param>
/// <param name="Metadata">The caller's own metadata.</param>
internal sealed record CallFacts(string Model, string? ServiceTier, bool Stream, IReadOnlyDictionary<string, string> Metadata);
