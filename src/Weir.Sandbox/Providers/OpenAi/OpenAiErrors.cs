using System.Globalization;
using System.Text.Json;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>The refusals of a request, worded as the real API words them.</summary>
internal static class OpenAiErrors
{
    private const string InvalidRequest = "invalid_request_error";
    private const int NameCharsMax = 100;

    public static OpenAiError MissingKey() => new(
        401, InvalidRequest, "invalid_api_key", null, "Missing bearer or basic authentication in header");

    /// <summary>Shows the ends of the key, as the real API does: a reason never to pass these messages on.</summary>
    public static OpenAiError WrongKey(string key)
    {
        var shown = key.Length > 16 ? $"{key[..8]}{new string('*', 16)}{key[^4..]}" : new string('*', 16);
        return new OpenAiError(
            401, InvalidRequest, "invalid_api_key", null,
            $"Incorrect API key provided: {shown}. You can find your API key at https://platform.openai.com/account/api-keys.");
    }

    public static OpenAiError NotJson() => Bad(
        null, null,
        "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library "
        + "correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)");

    public static OpenAiError WrongContentType() => Bad(
        "unsupported_content_type", null,
        "Unsupported content type. This API method only accepts 'application/json' requests.");

    public static OpenAiError BodyTooLarge() => new(413, InvalidRequest, "request_too_large", null, "Request body is too large.");

    public static OpenAiError WrongMethod(string method, string path) => new(
        405, InvalidRequest, "method_not_supported", null, $"Not allowed to {method} on {path}.");

    public static OpenAiError UnknownUrl(string method, string path) => new(
        404, InvalidRequest, "unknown_url", null, $"Invalid URL ({method} {path})");

    public static OpenAiError UnknownModel(string name) => new(
        404, InvalidRequest, "model_not_found", "model",
        $"The model `{Short(name)}` does not exist or you do not have access to it.");

    public static OpenAiError NotFound(string code, string param, string message) =>
        new(404, InvalidRequest, code, param, message);

    public static OpenAiError Missing(string path) => Bad(
        "missing_required_parameter", path, $"Missing required parameter: '{path}'.");

    public static OpenAiError Unknown(string path) => Bad(
        "unknown_parameter", Short(path), $"Unknown parameter: '{Short(path)}'.");

    public static OpenAiError WrongType(string path, string expected, JsonElement value) => Bad(
        "invalid_type", path, $"Invalid type for '{path}': expected {expected}, but got {KindOf(value)} instead.");

    public static OpenAiError NotOneOf(string path, string? value, IReadOnlyList<string> supported) => Bad(
        "invalid_value", path, $"Invalid value: '{Short(value ?? "null")}'. Supported values are: {List(supported)}.");

    public static OpenAiError BelowMin(string path, string kind, string min, JsonElement value) => Bad(
        $"{kind}_below_min_value", path,
        $"Invalid '{path}': {kind} below minimum value. Expected a value >= {min}, but got {Short(value.GetRawText())} instead.");

    public static OpenAiError AboveMax(string path, string kind, string max, string value) => Bad(
        $"{kind}_above_max_value", path,
        $"Invalid '{path}': {kind} above maximum value. Expected a value <= {max}, but got {Short(value)} instead.");

    public static OpenAiError TooLong(string path, int max, int length) => Bad(
        "string_above_max_length", path, string.Create(
            CultureInfo.InvariantCulture,
            $"Invalid '{path}': string too long. Expected a string with maximum length {max}, but got a string with "
            + $"length {length} instead."));

    public static OpenAiError Empty(string path, string kind) => Bad(
        $"empty_{kind}", path, $"Invalid '{path}': empty {kind}. Expected {Article(kind)} with minimum length 1.");

    public static OpenAiError TooManyProperties(string path, int max, int count) => Bad(
        "object_above_max_properties", path, string.Create(
            CultureInfo.InvariantCulture,
            $"Invalid '{path}': too many properties. Expected an object with at most {max} properties, but got an "
            + $"object with {count} properties instead."));

    public static OpenAiError Unsupported(string path) => Bad(
        "unsupported_parameter", path, $"Unsupported parameter: '{path}' is not supported with this model.");

    public static OpenAiError UnsupportedValue(string path, string value, string model, IReadOnlyList<string> supported) => Bad(
        "unsupported_value", path,
        $"Unsupported value: '{Short(value)}' is not supported with the '{model}' model. Supported values are: "
        + $"{List(supported)}.");

    public static OpenAiError Invalid(string code, string? path, string message) => Bad(code, path, message);

    /// <summary>What the real API takes and the stand-in does not: refused loudly, never ignored.</summary>
    public static OpenAiError NotInSandbox(string path) => Bad(
        "unsupported_by_sandbox", path, $"'{path}' is part of the real API, but the sandbox's stand-in does not act it out.");

    private static OpenAiError Bad(string? code, string? param, string message) => new(400, InvalidRequest, code, param, message);

    private static string Short(string text) => text.Length <= NameCharsMax ? text : text[..NameCharsMax] + "...";

    private static string Article(string kind) => kind is "array" or "object" ? $"an {kind}" : $"a {kind}";

    private static string List(IReadOnlyList<string> values) => values.Count switch
    {
        1 => $"'{values[0]}'",
        2 => $"'{values[0]}' and '{values[1]}'",
        _ => $"{string.Join(", ", values.SkipLast(1).Select(value => $"'{value}'"))}, and '{values[^1]}'",
    };

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "an integer" : "a decimal",
        _ => "null",
    };
}
