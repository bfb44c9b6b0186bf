using Weir.Core.Engine;
using Weir.Core.Money;
using Weir.Http.Bodies;

namespace Weir.Api.Metering;

/// <summary>
/// Reads what a ledger row says of a call beside its lines. Only these members are stored: there is none for a text of a
/// user or a model.
/// </summary>
internal static class DetailsReader
{
    private const int MostText = 200;
    private const int MostUsdText = 20;
    private static readonly string[] s_provenances = ["provider", "estimated", "client"];
    private static readonly string[] s_statuses = ["completed", "incomplete", "failed", "cancelled"];

    /// <summary>The details; what was faulty has its default, and is in the reader's faults.</summary>
    public static UsageEventDetails Read(JsonObjectReader body)
    {
        var input = Tokens(body, "input_tokens");
        var output = Tokens(body, "output_tokens");
        return new UsageEventDetails
        {
            Feature = Text(body, "feature", LineReader.MostName),
            Capability = Text(body, "capability"),
            Provider = Text(body, "provider"),
            Model = Text(body, "model"),
            ProviderRequestId = Text(body, "provider_request_id"),
            ProjectId = Text(body, "project_id"),
            DocumentId = Text(body, "document_id"),
            InputTokens = input,
            CachedInputTokens = Part(body, "cached_input_tokens", "input_tokens", input),
            CacheWriteTokens = Part(body, "cache_write_tokens", "input_tokens", input),
            OutputTokens = output,
            ReasoningTokens = Part(body, "reasoning_tokens", "output_tokens", output),
            CostNanoUsd = Cost(body, "cost_usd"),
            Provenance = body.Word("provenance", s_provenances) ?? "client",
            Status = body.Word("status", s_statuses) ?? "completed",
            ErrorCode = Text(body, "error_code"),
        };
    }

    private static string? Text(JsonObjectReader body, string name, int most = MostText) =>
        body.Text(name, most, minLength: 1);

    private static long Tokens(JsonObjectReader body, string name) => body.Whole(name, 0, long.MaxValue) ?? 0;

    private static long Part(JsonObjectReader body, string name, string wholeName, long whole)
    {
        var part = Tokens(body, name);
        if (part <= whole) return part;
        body.Faults.Add(body.PathOf(name), $"is a part of {wholeName} and must not be more");
        return 0;
    }

    private static long Cost(JsonObjectReader body, string name)
    {
        if (body.Text(name, MostUsdText) is not { } text) return 0;
        if (UsdFormat.TryParseNano(text, out var nano)) return nano;
        body.Faults.Add(body.PathOf(name), "must be a decimal text such as \"0.000604000\", with at most nine decimals");
        return 0;
    }
}
