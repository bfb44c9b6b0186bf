using System.Text.Json;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>Writes the response object: what happened, and the echo of every setting.</summary>
internal static class ResponseWriter
{
    /// <summary>The response before anything is made; its tier is the one asked for, its usage null.</summary>
    public static void WriteStarted(Utf8JsonWriter json, ResponseState state)
    {
        json.WriteStartObject();
        WriteHead(json, state, "in_progress", completedAt: null);
        json.WriteStartArray("output");
        json.WriteEndArray();
        WriteEchoes(json, state.Request, state.Request.ServiceTier ?? "auto");
        json.WriteNull("usage");
        WriteTail(json, state.Request);
        json.WriteEndObject();
    }

    /// <summary>The finished response.</summary>
    public static void WriteFinished(Utf8JsonWriter json, ResponseState state, DateTimeOffset now, bool buffered)
    {
        json.WriteStartObject();
        WriteHead(json, state, state.FinalStatus, state.FinalStatus == "completed" ? now : null);
        json.WriteStartArray("output");
        if (state.FinalStatus != "failed")
        {
            if (state.HasReasoning) OutputWriter.WriteReasoning(json, state, done: true);
            OutputWriter.WriteMessage(json, state, state.FinalStatus);
        }
        json.WriteEndArray();
        WriteEchoes(json, state.Request, state.ServedTier);
        state.Usage.Write(json, buffered);
        WriteTail(json, state.Request);
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, ResponseState state, string status, DateTimeOffset? completedAt)
    {
        var finished = status != "in_progress";
        json.WriteString("id", state.Id);
        json.WriteString("object", "response");
        json.WriteNumber("created_at", state.CreatedAt.ToUnixTimeSeconds());
        json.WriteString("status", status);
        json.WriteBoolean("background", false);
        if (completedAt is { } at) json.WriteNumber("completed_at", at.ToUnixTimeSeconds());
        else json.WriteNull("completed_at");
        if (finished && status == "failed")
        {
            json.WriteStartObject("error");
            json.WriteString("code", state.Code);
            json.WriteString("message", OpenAiFaults.MessageOf(state.Code!));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("error");
        }
        if (finished && status == "incomplete")
        {
            json.WriteStartObject("incomplete_details");
            json.WriteString("reason", state.Code);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("incomplete_details");
        }
    }

    private static void WriteEchoes(Utf8JsonWriter json, ResponseRequest request, string tier)
    {
        json.WriteString("instructions", request.Instructions);
        Echo(json, request, "max_output_tokens");
        Echo(json, request, "max_tool_calls");
        json.WriteString("model", request.Model.Snapshot);
        json.WriteBoolean("parallel_tool_calls", request.Member("parallel_tool_calls")?.GetBoolean() ?? true);
        json.WriteNull("previous_response_id");
        Echo(json, request, "prompt_cache_key");
        Echo(json, request, "prompt_cache_retention");
        json.WriteStartObject("reasoning");
        json.WriteString("effort", request.Effort);
        json.WriteString("summary", request.Inner("reasoning", "summary")?.GetString());
        json.WriteEndObject();
        Echo(json, request, "safety_identifier");
        json.WriteString("service_tier", tier);
        json.WriteBoolean("store", request.Member("store")?.GetBoolean() ?? true);
        EchoNumber(json, request, "temperature");
        json.WriteStartObject("text");
        json.WritePropertyName("format");
        if (request.Format is { } format) format.WriteTo(json);
        else json.WriteRawValue("""{"type":"text"}""");
        json.WriteString("verbosity", request.Inner("text", "verbosity")?.GetString() ?? "medium");
        json.WriteEndObject();
        json.WriteString("tool_choice", request.Member("tool_choice")?.GetString() ?? "auto");
        json.WriteStartArray("tools");
        json.WriteEndArray();
        json.WriteNumber("top_logprobs", 0);
        EchoNumber(json, request, "top_p");
        json.WriteString("truncation", request.Member("truncation")?.GetString() ?? "disabled");
    }

    private static void WriteTail(Utf8JsonWriter json, ResponseRequest request)
    {
        Echo(json, request, "user");
        json.WritePropertyName("metadata");
        if (request.Member("metadata") is { } metadata)
        {
            metadata.WriteTo(json);
            return;
        }
        json.WriteStartObject();
        json.WriteEndObject();
    }

    private static void Echo(Utf8JsonWriter json, ResponseRequest request, string name)
    {
        json.WritePropertyName(name);
        if (request.Member(name) is { } value) value.WriteTo(json);
        else json.WriteNullValue();
    }

    /// <summary>Sampling settings are 1 when nothing is said.</summary>
    private static void EchoNumber(Utf8JsonWriter json, ResponseRequest request, string name)
    {
        json.WritePropertyName(name);
        if (request.Member(name) is { } value) value.WriteTo(json);
        else json.WriteRawValue("1.0");
    }
}
