namespace Weir.Core.Prompts;

/// <summary>One reference of a template to the input.</summary>
/// <param name="Path">Member names from the input's root, such as <c>chapters.title</c>.</param>
/// <param name="Use">How it is used.</param>
/// <param name="Line">Line of the template, from 1.</param>
public sealed record PromptVariable(string Path, PromptUse Use, int Line);
