using System.Text;
using System.Text.Json;
using Weir.Core.Pricing;

namespace Weir.Gateway.Providers.OpenAi;

/// <summary>
/// Reads a response object: the whole body of a buffered call, or the <c>response</c> of a stream's last event. Unknown
/// items, parts and members are skipped; a member of an unexpected type counts as missing.
/// </summary>
internal static class OpenAiResponseReader
{
    /// <summary>The outcome; null when this is no finished response.</summary>
    public static ProviderOutcome? Read(JsonElement response, string? requestId)
    {
        if (response.ValueKind != JsonValueKind.Object) return null;
        ProviderEnd? end = Text(response, "status") switch
        {
            "completed" => ProviderEnd.Completed,
            "incomplete" => ProviderEnd.Incomplete,
            "failed" or "cancelled" => ProviderEnd.Failed,
            _ => null,
        };
        if (end is null) return HasError(response) ? Failed(response, requestId) : null;
        var error = end == ProviderEnd.Failed ? ErrorCode(response) : null;
        return new ProviderOutcome(end.Value)
        {
            Fault = end == ProviderEnd.Failed ? OpenAiErrors.OfFailure(error) : null,
            OperatorCode = error,
            Usage = Usage(response),
            Text = OutputText(response),
            Model = ProviderText.Identifier(Text(response, "model")),
            Tier = ProviderText.Identifier(Text(response, "service_tier")),
            RequestId = requestId ?? ProviderText.Identifier(Text(response, "id")),
        };
    }

    /// <summary>A string member; null for anything else.</summary>
    public static string? Text(JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object
            || !parent.TryGetProperty(name, out var element)
            || element.ValueKind != JsonValueKind.String) return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // A lone surrogate: no valid text.
        }
    }

    /// <summary>
    /// cached and cache_write are subsets of the input, reasoning of the output; total_tokens is not used.
    /// </summary>
    private static TokenUsage? Usage(JsonElement response) =>
        response.TryGetProperty("usage", out var usage)
            ? TokenUsage.FromReport(
                UsageFigure.Of(usage, "input_tokens"),
                UsageFigure.Of(usage, "output_tokens"),
                UsageFigure.Of(usage, "input_tokens_details", "cached_tokens"),
                UsageFigure.Of(usage, "input_tokens_details", "cache_write_tokens"),
                UsageFigure.Of(usage, "output_tokens_details", "reasoning_tokens"))
            : null;

    private static string? OutputText(JsonElement response)
    {
        if (!response.TryGetProperty("output", out var output) || output.ValueKind != JsonValueKind.Array) return null;
        var text = new StringBuilder();
        foreach (var item in output.EnumerateArray())
        {
            if (Text(item, "type") != "message") continue;
            if (!item.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.Array) continue;
            foreach (var part in content.EnumerateArray())
            {
                var type = Text(part, "type");
                if (type == "output_text") text.Append(Text(part, "text"));
                else if (type == "refusal") text.Append(Text(part, "refusal"));
            }
        }
        return text.ToString();
    }

    private static bool HasError(JsonElement response) =>
        response.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object;

    private static string? ErrorCode(JsonElement response) =>
        response.TryGetProperty("error", out var error) ? ProviderText.Identifier(Text(error, "code")) : null;

    /// <summary>A 200 whose body is an error.</summary>
    private static ProviderOutcome Failed(JsonElement response, string? requestId) => new(ProviderEnd.Failed)
    {
        Fault = OpenAiErrors.OfFailure(ErrorCode(response)),
        OperatorCode = ErrorCode(response),
        Usage = Usage(response),
        RequestId = requestId,
    };
}
