using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>Writes output items and their parts.</summary>
internal static class OutputWriter
{
    /// <summary>The reasoning item. It shows no reasoning; carried by the caller, it is an opaque text.</summary>
    public static void WriteReasoning(Utf8JsonWriter json, ResponseState state, bool done)
    {
        json.WriteStartObject();
        json.WriteString("id", state.ReasoningId);
        json.WriteString("type", "reasoning");
        if (done && state.Request.WantsEncryptedReasoning)
            json.WriteString("encrypted_content", Base64Url.EncodeToString(SHA512.HashData(Encoding.UTF8.GetBytes(state.ReasoningId))));
        json.WriteStartArray("summary");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The message item; without content while it is <c>in_progress</c>.</summary>
    public static void WriteMessage(Utf8JsonWriter json, ResponseState state, string status)
    {
        json.WriteStartObject();
        json.WriteString("id", state.MessageId);
        json.WriteString("type", "message");
        json.WriteString("status", status);
        json.WriteStartArray("content");
        if (status != "in_progress") WritePart(json, state.Generation.Text);
        json.WriteEndArray();
        json.WriteString("role", "assistant");
        json.WriteEndObject();
    }

    /// <summary>The text part.</summary>
    public static void WritePart(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "output_text");
        json.WriteStartArray("annotations");
        json.WriteEndArray();
        json.WriteStartArray("logprobs");
        json.WriteEndArray();
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
