using System.Globalization;
using System.Text.Json.Nodes;
using Weir.Http.Bodies;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>Refusals in JSON:API's shape.</summary>
internal static class LemonError
{
    public static LemonAnswer Unauthenticated() => Of(401, "Unauthorized", "Unauthenticated.");

    public static LemonAnswer NotFound() => Of(404, "Not Found", "The requested resource does not exist.");

    public static LemonAnswer WrongContentType() => Of(
        415, "Unsupported Media Type", "The request entity has a media type which the server does not support.");

    public static LemonAnswer NotJson() => Of(400, "Invalid JSON", "Syntax error.");

    public static LemonAnswer Scripted(int status) => status switch
    {
        401 => Unauthenticated(),
        404 => NotFound(),
        429 => Of(429, "Too Many Requests", "Too Many Attempts."),
        >= 500 => Of(status, "Server Error", "Something went wrong."),
        _ => Of(status, "Bad Request", "The request was refused."),
    };

    /// <summary>Every fault, each with its pointer.</summary>
    public static LemonAnswer Unprocessable(FaultCollector faults)
    {
        var errors = faults.Faults.Select(fault => One(
            422, "Unprocessable Entity", $"The {fault.Field} {fault.Message}.",
            "/" + fault.Field.Replace('.', '/').Replace("[", "/", StringComparison.Ordinal)
                .Replace("]", "", StringComparison.Ordinal)));
        return new LemonAnswer(422, Document(errors));
    }

    private static LemonAnswer Of(int status, string title, string detail) =>
        new(status, Document([One(status, title, detail, null)]));

    private static JsonObject Document(IEnumerable<JsonObject> errors) => new()
    {
        ["jsonapi"] = new JsonObject { ["version"] = "1.0" },
        ["errors"] = new JsonArray([.. errors]),
    };

    private static JsonObject One(int status, string title, string detail, string? pointer)
    {
        var error = new JsonObject
        {
            ["detail"] = detail,
            ["status"] = status.ToString(CultureInfo.InvariantCulture),
            ["title"] = title,
        };
        if (pointer is not null) error["source"] = new JsonObject { ["pointer"] = pointer };
        return error;
    }
}
