namespace Weir.Api.Blueprints;

/// <summary>The keys that an object of a blueprint takes.</summary>
/// <param name="Name">Its name in <c>weir.schema.json</c>.</param>
/// <param name="Required">Keys that must be there.</param>
/// <param name="Optional">Keys that may be there.</param>
internal sealed record Shape(string Name, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<string> Keys { get; } = [.. Required, .. Optional];
}
