using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Http.Json;

namespace Weir.Billing;

/// <summary>The wire form of this assembly's answers: snake_case, words for enums, times in UTC with Z.</summary>
internal static class BillingJson
{
    public static readonly JsonSerializerOptions Wire = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            NumberHandling = JsonNumberHandling.Strict,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
                new Rfc3339Converter(),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
