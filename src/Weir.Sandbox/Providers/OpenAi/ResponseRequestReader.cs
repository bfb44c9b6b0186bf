using System.Globalization;
using System.Text.Json;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>Checks a body and reads the request out of it; like the real API, it names the first fault only.</summary>
internal static class ResponseRequestReader
{
    /// <summary>Reads a body of <c>/responses</c>.</summary>
    public static (ResponseRequest? Request, OpenAiError? Error) Read(JsonElement body) =>
        ReadWith(body, ResponseParameters.CheckResponse);

    /// <summary>Reads a body of <c>/responses/input_tokens</c>.</summary>
    public static (ResponseRequest? Request, OpenAiError? Error) ReadCount(JsonElement body) =>
        ReadWith(body, ResponseParameters.CheckCount);

    private static (ResponseRequest?, OpenAiError?) ReadWith(JsonElement body, Func<JsonElement, OpenAiError?> check)
    {
        if (body.ValueKind != JsonValueKind.Object) return (null, OpenAiErrors.NotJson());
        if (check(body) is { } wrongMember) return (null, wrongMember);
        if (!Has(body, "model")) return (null, OpenAiErrors.Missing("model"));
        if (CheckEarlier(body) is { } wrongEarlier) return (null, wrongEarlier);
        if (!Has(body, "input")) return (null, OpenAiErrors.Missing("input"));
        var name = body.GetProperty("model").GetString()!;
        if (OpenAiModels.Find(name) is not { } model) return (null, OpenAiErrors.UnknownModel(name));
        var messages = new List<InputMessage>();
        if (InputReader.Read(body.GetProperty("input"), messages) is { } wrongInput) return (null, wrongInput);
        var request = new ResponseRequest(model, body, messages);
        return CheckModel(request) is { } unsupported ? (null, unsupported) : (request, null);
    }

    /// <summary>Nothing is stored here, so an earlier response or conversation is never found.</summary>
    private static OpenAiError? CheckEarlier(JsonElement body)
    {
        var previous = Has(body, "previous_response_id");
        var conversation = Has(body, "conversation");
        if (previous && conversation)
            return OpenAiErrors.Invalid(
                "mutually_exclusive_parameters", null,
                "Mutually exclusive parameters: 'previous_response_id' and 'conversation'. Ensure you are only "
                + "providing one of them.");
        if (previous)
            return OpenAiErrors.Invalid(
                "previous_response_not_found", "previous_response_id",
                "Previous response not found: the sandbox's stand-in stores no responses.");
        return conversation
            ? OpenAiErrors.NotFound(
                "conversation_not_found", "conversation",
                "Conversation not found: the sandbox's stand-in stores no conversations.")
            : null;
    }

    private static OpenAiError? CheckModel(ResponseRequest request)
    {
        var model = request.Model;
        if (request.Member("stream_options") is not null && !request.Stream)
            return OpenAiErrors.Invalid(
                "invalid_value", "stream_options", "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        if (request.ServiceTier == "flex" && !model.HasFlex || request.ServiceTier == "ultrafast")
            return OpenAiErrors.Invalid(
                "invalid_value", "service_tier",
                $"Invalid service_tier argument: '{request.ServiceTier}' is not available for this model.");
        if (request.MaxOutputTokens > model.OutputTokensMax)
            return OpenAiErrors.AboveMax(
                "max_output_tokens", "integer", model.OutputTokensMax.ToString(CultureInfo.InvariantCulture),
                request.Member("max_output_tokens")!.Value.GetRawText());
        if (request.Member("prompt_cache_options") is not null && !model.HasCacheOptions)
            return OpenAiErrors.Unsupported("prompt_cache_options");
        if (CheckReasoning(request) is { } error) return error;
        var wantsJson = request.Format is { } format && format.GetProperty("type").GetString() == "json_object";
        return wantsJson && !MentionsJson(request)
            ? OpenAiErrors.Invalid(
                "invalid_value", "input",
                "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.")
            : null;
    }

    private static OpenAiError? CheckReasoning(ResponseRequest request)
    {
        if (!request.Model.Reasons)
            return request.Inner("reasoning", "effort") is null ? null : OpenAiErrors.Unsupported("reasoning.effort");
        foreach (var name in (string[])["temperature", "top_p"])
        {
            if (request.Member(name) is not null) return OpenAiErrors.Unsupported(name);
        }
        return request.Model.Efforts.Contains(request.Effort)
            ? null
            : OpenAiErrors.UnsupportedValue("reasoning.effort", request.Effort!, request.Model.Name, request.Model.Efforts);
    }

    private static bool MentionsJson(ResponseRequest request) =>
        request.Messages.Any(message => message.Text.Contains("json", StringComparison.OrdinalIgnoreCase));

    private static bool Has(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
}
