namespace Weir.Core.Prompts;

internal enum PromptNodeKind
{
    Literal,
    Text,
    Fence,
    If,
    Each,
}
