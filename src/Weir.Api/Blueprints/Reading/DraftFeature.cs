using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>A feature with references still by name. Parts that could not be read are null.</summary>
internal sealed record DraftFeature(
    string Code,
    int Line,
    Located<string>? Capability,
    Located<string>? Entitlement,
    IReadOnlyList<Located<FixedCharge>> Charges,
    Feature? Feature);
