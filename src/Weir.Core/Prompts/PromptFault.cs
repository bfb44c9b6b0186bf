namespace Weir.Core.Prompts;

/// <summary>One fault of a template.</summary>
/// <param name="Line">Line of the template, from 1.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record PromptFault(int Line, string Message);
