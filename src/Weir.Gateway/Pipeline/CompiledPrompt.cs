using Weir.Core.Prompts;

namespace Weir.Gateway.Pipeline;

/// <summary>A prompt's two templates.</summary>
internal sealed record CompiledPrompt(PromptTemplate Instructions, PromptTemplate User);
