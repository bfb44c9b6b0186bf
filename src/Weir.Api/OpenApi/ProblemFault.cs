namespace Weir.Api.OpenApi;

/// <summary>One fault of an input.</summary>
/// <param name="Field">JSON path from the body's root, or the name of a parameter or header.</param>
/// <param name="Message">What is wrong and what would be right.</param>
internal sealed record ProblemFault(string Field, string Message);
