using Weir.Sandbox.Providers.Calls;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>What a call makes, decided before the first byte, so that buffered and streamed answers cannot differ.</summary>
/// <param name="InputTokens">Tokens read.</param>
/// <param name="ReasoningTokens">Tokens thought before the text.</param>
/// <param name="Text">The text.</param>
/// <param name="TextTokens">Its tokens.</param>
/// <param name="Cut">Whether <c>max_output_tokens</c> broke the text off.</param>
internal sealed record Generation(int InputTokens, int ReasoningTokens, string Text, int TextTokens, bool Cut)
{
    /// <summary>The count of the whole call.</summary>
    public TokenCount Count => new(InputTokens, ReasoningTokens + TextTokens, ReasoningTokens);
}
