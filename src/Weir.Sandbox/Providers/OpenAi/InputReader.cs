using System.Text;
using System.Text.Json;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>Reads <c>input</c>: a string, or items. The stand-in reads messages of text.</summary>
internal static class InputReader
{
    private static readonly string[] s_roles = ["assistant", "system", "developer", "user"];
    private static readonly string[] s_itemTypes =
    [
        "message", "function_call", "function_call_output", "reasoning", "item_reference", "file_search_call",
        "web_search_call", "computer_call", "computer_call_output", "code_interpreter_call", "image_generation_call",
        "mcp_call", "mcp_list_tools", "custom_tool_call", "custom_tool_call_output", "compaction",
    ];
    private static readonly string[] s_itemMembers = ["type", "role", "content", "id", "status", "phase"];
    private static readonly string[] s_partTypes = ["input_text", "input_image", "input_file", "output_text", "refusal"];
    private static readonly string[] s_partMembers = ["type", "text", "annotations", "logprobs"];

    /// <summary>Adds the messages of the input; the fault when it is not right.</summary>
    public static OpenAiError? Read(JsonElement input, List<InputMessage> messages)
    {
        switch (input.ValueKind)
        {
            case JsonValueKind.String:
                messages.Add(new InputMessage("user", input.GetString()!));
                return null;
            case JsonValueKind.Array when input.GetArrayLength() == 0:
                return OpenAiErrors.Empty("input", "array");
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in input.EnumerateArray())
                {
                    if (ReadItem($"input[{index++}]", item, messages) is { } error) return error;
                }
                return null;
            default:
                return OpenAiErrors.WrongType("input", "a string or array", input);
        }
    }

    private static OpenAiError? ReadItem(string path, JsonElement item, List<InputMessage> messages)
    {
        if (item.ValueKind != JsonValueKind.Object) return OpenAiErrors.WrongType(path, "an object", item);
        if (item.TryGetProperty("type", out var type))
        {
            if (ParameterRules.OneOf(s_itemTypes)($"{path}.type", type) is { } wrongType) return wrongType;
            if (type.GetString() != "message") return OpenAiErrors.NotInSandbox(path);
        }
        foreach (var member in item.EnumerateObject())
        {
            if (!s_itemMembers.Contains(member.Name)) return OpenAiErrors.Unknown($"{path}.{member.Name}");
        }
        if (!item.TryGetProperty("role", out var role)) return OpenAiErrors.Missing($"{path}.role");
        if (ParameterRules.OneOf(s_roles)($"{path}.role", role) is { } wrongRole) return wrongRole;
        if (!item.TryGetProperty("content", out var content)) return OpenAiErrors.Missing($"{path}.content");
        var text = new StringBuilder();
        if (ReadContent($"{path}.content", content, role.GetString()!, text) is { } wrongContent) return wrongContent;
        messages.Add(new InputMessage(role.GetString()!, text.ToString()));
        return null;
    }

    private static OpenAiError? ReadContent(string path, JsonElement content, string role, StringBuilder text)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            text.Append(content.GetString());
            return null;
        }
        if (content.ValueKind != JsonValueKind.Array) return OpenAiErrors.WrongType(path, "a string or array", content);
        var index = 0;
        foreach (var part in content.EnumerateArray())
        {
            if (ReadPart($"{path}[{index++}]", part, role, text) is { } error) return error;
        }
        return null;
    }

    private static OpenAiError? ReadPart(string path, JsonElement part, string role, StringBuilder text)
    {
        if (part.ValueKind != JsonValueKind.Object) return OpenAiErrors.WrongType(path, "an object", part);
        if (!part.TryGetProperty("type", out var type)) return OpenAiErrors.Missing($"{path}.type");
        if (ParameterRules.OneOf(s_partTypes)($"{path}.type", type) is { } wrongType) return wrongType;
        var fits = role == "assistant" ? "output_text" : "input_text";
        if (type.GetString() is "input_text" or "output_text" && type.GetString() != fits)
            return OpenAiErrors.NotOneOf($"{path}.type", type.GetString(), [fits]);
        if (type.GetString() != fits) return OpenAiErrors.NotInSandbox(path);
        foreach (var member in part.EnumerateObject())
        {
            if (!s_partMembers.Contains(member.Name)) return OpenAiErrors.Unknown($"{path}.{member.Name}");
        }
        if (!part.TryGetProperty("text", out var value)) return OpenAiErrors.Missing($"{path}.text");
        if (ParameterRules.Text()($"{path}.text", value) is { } wrongText) return wrongText;
        if (text.Length > 0) text.Append("\n\n");
        text.Append(value.GetString());
        return null;
    }
}
