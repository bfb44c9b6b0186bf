namespace Weir.Api.OpenApi;

/// <summary>A parameter in query or path.</summary>
/// <param name="Description">What it is.</param>
/// <param name="Example">A value.</param>
/// <param name="Pattern">Regular expression of its form; null for any text.</param>
internal sealed record ParameterDoc(string Description, string Example, string? Pattern = null);
