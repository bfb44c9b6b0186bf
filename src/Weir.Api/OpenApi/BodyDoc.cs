namespace Weir.Api.OpenApi;

/// <summary>The body of a request.</summary>
/// <param name="Schema">Its type.</param>
/// <param name="Examples">Bodies by name.</param>
internal sealed record BodyDoc(Type Schema, IReadOnlyDictionary<string, object> Examples)
{
    /// <summary>Bodies of other content types than application/json, by type.</summary>
    public IReadOnlyDictionary<string, BodyDoc> Others { get; init; } = new Dictionary<string, BodyDoc>();
}
