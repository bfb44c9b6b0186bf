namespace Weir.Gateway.Pipeline;

/// <summary>What the model is told: the operator's instructions, and a user message with the user's text.</summary>
internal sealed record RenderedPrompt(string Instructions, string User);
