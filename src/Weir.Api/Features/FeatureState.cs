using Weir.Core.Catalog;

namespace Weir.Api.Features;

/// <summary>A feature that the customer may call.</summary>
/// <param name="Feature">Code, for the member <c>feature</c> of a call.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Capability">What it does.</param>
/// <param name="Output">text or json.</param>
/// <param name="MaxOutputTokens">Upper bound of the output.</param>
/// <param name="Input">Members of the input; others are refused.</param>
internal sealed record FeatureState(
    string Feature,
    string Name,
    string Capability,
    OutputKind Output,
    int MaxOutputTokens,
    IReadOnlyList<FeatureInput> Input)
{
    public static FeatureState Of(Feature feature) => new(
        feature.Code, feature.Name, feature.Capability, feature.Output, feature.MaxOutputTokens,
        [.. feature.Input.Select(FeatureInput.Of)]);
}
