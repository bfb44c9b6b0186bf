using Weir.Core.Catalog;

namespace Weir.Api.Admin.Catalog;

/// <summary>A feature as the blueprint has it; of its prompt, the version alone.</summary>
/// <param name="Code">Feature code.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Capability">Which route of a plan serves it.</param>
/// <param name="Entitlement">What a plan must have for it; null when any plan may call it.</param>
/// <param name="Prompt">Prompt and version, such as chapter_summary@3.</param>
/// <param name="Output">text or json.</param>
/// <param name="MaxOutputTokens">Upper bound of the output.</param>
/// <param name="Charges">Fixed units that each call costs beside cost and tokens.</param>
internal sealed record FeatureRow(
    string Code,
    string Name,
    string Capability,
    string? Entitlement,
    string Prompt,
    OutputKind Output,
    int MaxOutputTokens,
    IReadOnlyList<FixedCharge> Charges)
{
    public static FeatureRow Of(Feature feature) => new(
        feature.Code, feature.Name, feature.Capability, feature.Entitlement,
        $"{feature.Prompt.Code}@{feature.Prompt.Version}", feature.Output, feature.MaxOutputTokens, feature.Charges);
}
