namespace Weir.Core.Prompts;

/// <summary>A piece of a compiled template.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Text">The literal, or the member's name.</param>
/// <param name="Children">What a block repeats or guards.</param>
internal sealed record PromptNode(PromptNodeKind Kind, string Text, IReadOnlyList<PromptNode> Children);
