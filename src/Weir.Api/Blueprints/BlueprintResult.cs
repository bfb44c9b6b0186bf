using Weir.Core.Catalog;

namespace Weir.Api.Blueprints;

/// <summary>A catalog that is fit to apply, or everything that keeps it from being one.</summary>
/// <param name="Catalog">Null when there is any fault.</param>
/// <param name="Faults">By file and line; empty when the blueprint is valid.</param>
/// <param name="Folder">The folder that was read; null when there is none.</param>
public sealed record BlueprintResult(AppCatalog? Catalog, IReadOnlyList<BlueprintFault> Faults, string? Folder);
