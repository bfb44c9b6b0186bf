namespace Weir.Core.Catalog;

/// <summary>A versioned prompt. Both texts are templates in the strict syntax of <c>Weir.Core.Prompts</c>.</summary>
/// <param name="Code">Prompt code; the file's name without ending.</param>
/// <param name="Version">Grows with every change of the text.</param>
/// <param name="Instructions">System text; may not refer to user input.</param>
/// <param name="User">User message; the only place where input is rendered.</param>
public sealed record Prompt(string Code, int Version, string Instructions, string User);
