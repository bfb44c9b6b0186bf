namespace Weir.Sandbox.Providers.Scripts;

/// <summary>Which calls a fault is for; what is not said matches everything.</summary>
/// <param name="Model">Model as requested.</param>
/// <param name="ServiceTier">Tier as requested; <c>default</c> and <c>auto</c> also match a call that names none.</param>
/// <param name="Stream">Whether the call streams.</param>
/// <param name="Feature">The call's <c>metadata.feature</c>.</param>
/// <param name="Metadata">Metadata that the call must carry.</param>
internal sealed record CallMatch(
    string? Model, string? ServiceTier, bool? Stream, string? Feature, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Matches every call.</summary>
    public static CallMatch Any { get; } = new(null, null, null, null, new Dictionary<string, string>());

    /// <summary>Whether the call is one of them.</summary>
    public bool Covers(CallFacts call) =>
        (Model is null || Model == call.Model)
        && (ServiceTier is null || Usual(ServiceTier) == Usual(call.ServiceTier))
        && (Stream is null || Stream == call.Stream)
        && (Feature is null || Feature == call.Metadata.GetValueOrDefault("feature"))
        && Metadata.All(wanted => call.Metadata.GetValueOrDefault(wanted.Key) == wanted.Value);

    private static string Usual(string? tier) => tier is null or "auto" ? "default" : tier;
}
