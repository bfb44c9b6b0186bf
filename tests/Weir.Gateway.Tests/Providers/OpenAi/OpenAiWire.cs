using System.Text;
using System.Text.Json;

namespace Weir.Gateway.Tests.Providers.OpenAi;

/// <summary>Writes answers as the Responses API does, unknown items and members included.</summary>
internal static class OpenAiWire
{
    public static string Usage(string input, long output = 40, long cached = 100, long written = 5, long reasoning = 12) =>
        $$"""{"input_tokens":{{input}},"input_tokens_details":{"cached_tokens":{{cached}},"cache_write_tokens":{{written}}},"output_tokens":{{output}},"output_tokens_details":{"reasoning_tokens":{{reasoning}}},"total_tokens":1}""";

    public static string Body(WireAnswer answer)
    {
        var error = answer.Status == "failed" ? """{"code":"server_error","message":"zq-upstream-canary"}""" : "null";
        var parts = string.Join(',', answer.Pieces.Select(p => $$"""{"type":"output_text","text":{{JsonSerializer.Serialize(p)}},"annotations":[]}"""));
        var usage = answer.Usage is null ? "" : $",\"usage\":{answer.Usage}";
        return $$"""{"id":"resp_1","object":"response","status":"{{answer.Status}}","error":{{error}},"model":"{{answer.Model}}","service_tier":"{{answer.Tier}}","output":[{"type":"reasoning","id":"rs_1","summary":[]},{"type":"something_new","x":1},{"type":"message","role":"assistant","content":[{{parts}},{"type":"new_part"}]}]{{usage}}}""";
    }

    public static string Stream(WireAnswer answer)
    {
        var text = new StringBuilder();
        text.Append(Event("response.created", $$$""","response":{"status":"queued","service_tier":"{{{answer.Tier}}}","usage":null}"""));
        text.Append(Event("response.in_progress", ""","response":{"status":"in_progress","usage":{"input_tokens":999,"output_tokens":999}}"""));
        text.Append(Event("response.something_new", ""","x":{"y":1}"""));
        foreach (var piece in answer.Pieces) text.Append(Event("response.output_text.delta", $",\"delta\":{JsonSerializer.Serialize(piece)}"));
        text.Append(Event("response.output_text.done", $",\"text\":{JsonSerializer.Serialize(answer.Text)}"));
        text.Append(Event($"response.{answer.Status}", $",\"response\":{Body(answer)}"));
        return text.ToString();
    }

    public static string Event(string type, string rest) => $"event: {type}\ndata: {{\"type\":\"{type}\",\"sequence_number\":1{rest}}}\n\n";
}
