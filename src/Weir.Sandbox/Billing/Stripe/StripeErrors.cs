namespace Weir.Sandbox.Billing.Stripe;

/// <summary>The refusals, worded as the real API words them.</summary>
internal static class StripeErrors
{
    private const string Invalid = "invalid_request_error";
    private const int ShownMax = 100;

    public static StripeError MissingKey() => new(
        401, Invalid, null,
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth "
        + "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");

    public static StripeError WrongKey(string key) => new(
        401, Invalid, null, $"Invalid API Key provided: {(key.Length > 12 ? key[..8] + "****" + key[^4..] : "****")}");

    public static StripeError UnknownUrl(string method, string path) => new(
        404, Invalid, null, $"Unrecognized request URL ({method}: {Short(path)}).");

    public static StripeError Unknown(string name) =>
        Bad("parameter_unknown", $"Received unknown parameter: {Short(name)}", name);

    public static StripeError Missing(string name) => Bad("parameter_missing", $"Missing required param: {name}.", name);

    public static StripeError Empty(string name) => Bad(
        "parameter_invalid_empty",
        $"You passed an empty string for '{name}'. We assume empty values are an attempt to unset a parameter; however "
        + $"'{name}' cannot be unset.", name);

    public static StripeError NotWhole(string name, string value) => Bad(
        "parameter_invalid_integer", $"Invalid integer: {Short(value)}", name);

    public static StripeError NotFlag(string name, string value) => Bad(null, $"Invalid boolean: {Short(value)}", name);

    public static StripeError NotOneOf(string name, IReadOnlyList<string> allowed) => Bad(
        null, $"Invalid {name}: must be one of {string.Join(", ", allowed)}", name);

    public static StripeError TooLong(string name, int max) => Bad(
        null, $"Invalid string: must be at most {max} characters", name);

    public static StripeError NotUrl(string name) => Bad("url_invalid", "Not a valid URL", name);

    public static StripeError NoSuch(string what, string id, string param, bool inPath) => new(
        inPath ? 404 : 400, Invalid, "resource_missing", $"No such {what}: '{Short(id)}'", param);

    public static StripeError Bad(string? code, string message, string? param = null) =>
        new(400, Invalid, code, message, param is null ? null : Short(param));

    /// <summary>What the real API takes and the stand-in does not: refused loudly, never ignored.</summary>
    public static StripeError NotInSandbox(string what) => Bad(
        "unsupported_by_sandbox", $"{what} is part of the real API, but the sandbox's stand-in does not act it out.");

    public static StripeError OtherParameters(string key) => new(
        400, "idempotency_error", null,
        "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key "
        + $"other than '{Short(key)}' if you meant to execute a different request.");

    public static StripeError Scripted(int status) => status switch
    {
        401 => WrongKey(""),
        402 => new StripeError(402, "card_error", "card_declined", "Your card was declined."),
        404 => UnknownUrl("", ""),
        409 => new StripeError(409, Invalid, "lock_timeout", "This object cannot be accessed right now."),
        429 => new StripeError(429, Invalid, "rate_limit", "Too many requests made to the API too quickly."),
        >= 500 => new StripeError(status, "api_error", null, "An unknown error occurred."),
        _ => new StripeError(status, Invalid, null, "The request was refused."),
    };

    private static string Short(string text) => text.Length <= ShownMax ? text : text[..ShownMax] + "...";
}
