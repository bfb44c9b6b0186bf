using System.Collections.Frozen;
using System.Text.Json;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>The members of <c>POST /responses</c> and their rules, in the order of the reference.</summary>
internal static class ResponseParameters
{
    private const int MetadataPairsMax = 16;
    private const int MetadataKeyMax = 64;
    private const int MetadataValueMax = 512;
    private const int IdentifierMax = 64;
    private const int OutputTokensMin = 16;
    private static readonly string[] s_efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
    private static readonly string[] s_summaries = ["auto", "concise", "detailed"];

    private static readonly FrozenDictionary<string, ParameterRule> s_response =
        new Dictionary<string, ParameterRule>(StringComparer.Ordinal)
        {
            ["background"] = ParameterRules.OnlyFalse,
            ["context_management"] = ParameterRules.NotInSandbox,
            ["conversation"] = Conversation,
            ["include"] = ParameterRules.Each(ParameterRules.OneOf(
                "web_search_call.results", "web_search_call.action.sources", "code_interpreter_call.outputs",
                "computer_call_output.output.image_url", "file_search_call.results", "message.input_image.image_url",
                "message.output_text.logprobs", "reasoning.encrypted_content")),
            ["input"] = ParameterRules.Anything,
            ["instructions"] = ParameterRules.Text(),
            ["max_output_tokens"] = ParameterRules.Integer(OutputTokensMin),
            ["max_tool_calls"] = ParameterRules.Integer(1),
            ["metadata"] = Metadata,
            ["model"] = ParameterRules.Text(),
            ["moderation"] = ParameterRules.NotInSandbox,
            ["parallel_tool_calls"] = ParameterRules.Flag,
            ["previous_response_id"] = ParameterRules.Text(),
            ["prompt"] = ParameterRules.NotInSandbox,
            ["prompt_cache_key"] = ParameterRules.Text(IdentifierMax),
            ["prompt_cache_options"] = ParameterRules.Members(Table(
                ("mode", ParameterRules.OneOf("implicit", "explicit")), ("ttl", ParameterRules.OneOf("30m")))),
            ["prompt_cache_retention"] = ParameterRules.OneOf("in_memory", "24h"),
            ["reasoning"] = ParameterRules.Members(Table(
                ("effort", ParameterRules.OneOf(s_efforts)), ("summary", ParameterRules.OneOf(s_summaries)),
                ("generate_summary", ParameterRules.OneOf(s_summaries)),
                ("context", ParameterRules.OneOf("auto", "current_turn", "all_turns")))),
            ["safety_identifier"] = ParameterRules.Text(IdentifierMax),
            ["service_tier"] = ParameterRules.OneOf("auto", "default", "flex", "priority", "fast", "scale", "ultrafast"),
            ["store"] = ParameterRules.Flag,
            ["stream"] = ParameterRules.Flag,
            ["stream_options"] = ParameterRules.Members(Table(("include_obfuscation", ParameterRules.Flag))),
            ["temperature"] = ParameterRules.Decimal(0, 2),
            ["text"] = ParameterRules.Members(Table(
                ("format", TextFormatRules.Check), ("verbosity", ParameterRules.OneOf("low", "medium", "high")))),
            ["tool_choice"] = ToolChoice,
            ["tools"] = ParameterRules.OnlyEmpty,
            ["top_logprobs"] = TopLogprobs,
            ["top_p"] = ParameterRules.Decimal(0, 1),
            ["truncation"] = ParameterRules.OneOf("auto", "disabled"),
            ["user"] = ParameterRules.Text(),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] s_countedNames =
    [
        "conversation", "input", "instructions", "model", "parallel_tool_calls", "previous_response_id", "reasoning", "text",
        "tool_choice", "tools", "truncation",
    ];

    private static readonly FrozenDictionary<string, ParameterRule> s_counted =
        s_countedNames.ToFrozenDictionary(name => name, name => s_response[name], StringComparer.Ordinal);

    /// <summary>The first fault of a <c>/responses</c> body; null when every member is right by itself.</summary>
    public static OpenAiError? CheckResponse(JsonElement body) => ParameterRules.CheckMembers(string.Empty, body, s_response);

    /// <summary>The same for <c>/responses/input_tokens</c>, which takes fewer members.</summary>
    public static OpenAiError? CheckCount(JsonElement body) => ParameterRules.CheckMembers(string.Empty, body, s_counted);

    private static OpenAiError? Conversation(string path, JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Object
            ? null
            : OpenAiErrors.WrongType(path, "a string or object", value);

    private static OpenAiError? ToolChoice(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => OpenAiErrors.NotInSandbox(path),
        JsonValueKind.String when value.GetString() == "required" => OpenAiErrors.NotInSandbox(path),
        _ => ParameterRules.OneOf("none", "auto", "required")(path, value),
    };

    private static OpenAiError? TopLogprobs(string path, JsonElement value) =>
        ParameterRules.Integer(0, 20)(path, value) ?? (value.GetInt32() > 0 ? OpenAiErrors.NotInSandbox(path) : null);

    private static OpenAiError? Metadata(string path, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return OpenAiErrors.WrongType(path, "an object", value);
        var count = value.EnumerateObject().Count();
        if (count > MetadataPairsMax) return OpenAiErrors.TooManyProperties(path, MetadataPairsMax, count);
        foreach (var pair in value.EnumerateObject())
        {
            if (pair.Name.Length > MetadataKeyMax) return OpenAiErrors.TooLong(path, MetadataKeyMax, pair.Name.Length);
            if (ParameterRules.Text(MetadataValueMax)($"{path}.{pair.Name}", pair.Value) is { } error) return error;
        }
        return null;
    }

    private static FrozenDictionary<string, ParameterRule> Table(params (string Name, ParameterRule Rule)[] rules) =>
        rules.ToFrozenDictionary(rule => rule.Name, rule => rule.Rule, StringComparer.Ordinal);
}
