using System.Buffers;
using System.Text.Json;
using Weir.Core.Catalog;

namespace Weir.Gateway.Providers.OpenAi;

/// <summary>
/// The body of <c>POST /v1/responses</c>. Nothing is stored at the provider; metadata carries Weir's request id alone;
/// a user's text stands in the user message and nowhere else.
/// </summary>
internal static class OpenAiRequestBody
{
    private const string EffortParam = "reasoning_effort";
    private const string VerbosityParam = "verbosity";

    public static ReadOnlyMemory<byte> Write(ProviderRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>(request.UserText.Length + request.Instructions.Length + 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model", request.Target.Model);
            if (request.Instructions.Length > 0) json.WriteString("instructions", request.Instructions);
            WriteInput(json, request.UserText);
            json.WriteNumber("max_output_tokens", request.MaxOutputTokens);
            json.WriteBoolean("store", false);
            json.WriteString("service_tier", request.Target.Tier);
            WriteText(json, request);
            if (request.Params.GetValueOrDefault(EffortParam) is { } effort)
            {
                json.WriteStartObject("reasoning");
                json.WriteString("effort", effort);
                json.WriteEndObject();
            }
            json.WriteStartObject("metadata");
            json.WriteString("weir_request_id", request.RequestId);
            json.WriteEndObject();
            json.WriteString("safety_identifier", request.EndUser);
            json.WriteBoolean("stream", request.Stream);
            if (request.Stream)
            {
                json.WriteStartObject("stream_options");
                json.WriteBoolean("include_obfuscation", false);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static void WriteInput(Utf8JsonWriter json, string userText)
    {
        json.WriteStartArray("input");
        json.WriteStartObject();
        json.WriteString("type", "message");
        json.WriteString("role", "user");
        json.WriteStartArray("content");
        json.WriteStartObject();
        json.WriteString("type", "input_text");
        json.WriteString("text", userText);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, ProviderRequest request)
    {
        var verbosity = request.Params.GetValueOrDefault(VerbosityParam);
        if (request.Output != OutputKind.Json && verbosity is null) return;
        json.WriteStartObject("text");
        if (verbosity is not null) json.WriteString("verbosity", verbosity);
        if (request.Output == OutputKind.Json)
        {
            json.WriteStartObject("format");
            json.WriteString("type", "json_object");
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
