using Weir.Sandbox.Providers.Text;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>Decides what a call makes. It depends on the request alone: the same request costs the same, always.</summary>
internal static class Generator
{
    private const int TokensPerMessage = 4;
    private const int TokensPerRequest = 3;
    private const int ReasoningBlock = 64;
    private const int TextTokensMax = 4_096;

    /// <summary>Reads the user's messages and writes their summary within <c>max_output_tokens</c>, reasoning included.</summary>
    public static Generation Generate(ResponseRequest request)
    {
        var tokensMax = request.MaxOutputTokens ?? int.MaxValue;
        var reasoning = ReasoningTokens(request.Effort, tokensMax);
        var textMax = Math.Min(TextTokensMax, tokensMax - reasoning);
        var sections = ManuscriptReader.Read(
            request.Messages.Where(message => message.Role == "user").Select(message => message.Text));
        var summary = request.Format is { } format && format.GetProperty("type").GetString() != "text"
            ? JsonSummarizer.Summarize(sections, format, textMax)
            : Summarizer.Summarize(sections, textMax);
        return new Generation(CountInput(request), reasoning, summary.Text, summary.Tokens, summary.Cut);
    }

    /// <summary>Tokens of everything that the model reads: instructions, messages with their framing, schema.</summary>
    public static int CountInput(ResponseRequest request)
    {
        var tokens = TokensPerRequest + request.Messages.Sum(message => TokensPerMessage + TokenPieces.Count(message.Text));
        if (request.Instructions is { } instructions) tokens += TokensPerMessage + TokenPieces.Count(instructions);
        if (request.Format is { } format && format.TryGetProperty("schema", out var schema))
            tokens += TokensPerMessage + TokenPieces.Count(schema.GetRawText());
        return tokens;
    }

    /// <summary>Whole blocks, as the real API bills them, and never more than half of what may be made.</summary>
    private static int ReasoningTokens(string? effort, int tokensMax)
    {
        var blocks = effort switch
        {
            "low" => 1,
            "medium" => 3,
            "high" => 7,
            "xhigh" => 14,
            "max" => 28,
            _ => 0,
        };
        return Math.Min(blocks, tokensMax / 2 / ReasoningBlock) * ReasoningBlock;
    }
}
