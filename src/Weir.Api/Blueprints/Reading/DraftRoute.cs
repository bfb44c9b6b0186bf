using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>A named route. Parts that could not be read are null.</summary>
internal sealed record DraftRoute(
    string Code, string? Capability, Located<RouteTarget>? Target, Located<RouteTarget>? Fallback, ModelRoute? Route);
