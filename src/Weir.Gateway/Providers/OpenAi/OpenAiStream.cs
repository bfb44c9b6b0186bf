using System.Text.Json;
using Weir.Gateway.Providers.Sse;

namespace Weir.Gateway.Providers.OpenAi;

/// <summary>
/// Reads the event stream of <c>/v1/responses</c> to its last event, the only one whose usage counts. Events are told
/// apart by the <c>type</c> in their data; unknown ones are skipped.
/// </summary>
internal static class OpenAiStream
{
    public static async Task<ProviderOutcome> ReadAsync(
        SseReader reader, string? requestId, IProviderSink sink, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken) is { } frame)
        {
            if (frame.Data.Span.SequenceEqual("[DONE]"u8)) continue;
            using var document = Parse(frame.Data);
            if (document?.RootElement.ValueKind != JsonValueKind.Object) return Broken(requestId, "malformed_event");
            var data = document.RootElement;
            switch (OpenAiResponseReader.Text(data, "type") ?? frame.Name)
            {
                case "response.created" or "response.queued":
                    break;
                case "response.output_text.delta" or "response.refusal.delta":
                    sink.Began();
                    if (OpenAiResponseReader.Text(data, "delta") is { Length: > 0 } text)
                        await sink.TextAsync(text, cancellationToken);
                    break;
                case "response.completed" or "response.incomplete" or "response.failed" or "response.cancelled":
                    return Final(data, requestId);
                case "error":
                    return Failure(data, requestId);
                default:
                    sink.Began();
                    break;
            }
        }
        return Broken(requestId, "stream_ended");
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> data)
    {
        try
        {
            return JsonDocument.Parse(data);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ProviderOutcome Final(JsonElement data, string? requestId) =>
        data.TryGetProperty("response", out var response)
        && OpenAiResponseReader.Read(response, requestId) is { } outcome
            ? outcome
            : Broken(requestId, "malformed_response");

    private static ProviderOutcome Failure(JsonElement data, string? requestId)
    {
        var code = ProviderText.Identifier(
            OpenAiResponseReader.Text(data, "code")
            ?? (data.TryGetProperty("error", out var error) ? OpenAiResponseReader.Text(error, "code") : null));
        return new(ProviderEnd.Failed)
        {
            Fault = OpenAiErrors.OfFailure(code),
            OperatorCode = code ?? "error_event",
            RequestId = requestId,
        };
    }

    private static ProviderOutcome Broken(string? requestId, string code) =>
        ProviderOutcome.Broken(ProviderFault.Error, code) with { RequestId = requestId };
}
