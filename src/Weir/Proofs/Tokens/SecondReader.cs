using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir.Proofs.Tokens;

/// <summary>
/// Judges a token that the issuer signed, in another way than the verifier does: everything as a tree, rules one by
/// one, no order. Lax where it does not matter; what the verifier lets in must be right here too.
/// </summary>
internal static class SecondReader
{
    public static bool IsGenuine(ForgeWorld world, ForgeKey key, byte[] header, byte[] payload)
    {
        if (Parse(header) is not { } head || Parse(payload) is not { } claims) return false;
        var now = world.Now.ToUnixTimeSeconds();
        bool[] rules =
        [
            Text(head["alg"]) == key.Algorithm,
            Text(head["kid"]) == key.KeyId,
            !head.ContainsKey("crit"),
            Text(claims["iss"]) == world.Policy.Issuer,
            Text(claims["aud"]) == "authenticated"
                || (claims["aud"] is JsonArray list && list.Any(a => Text(a) == "authenticated")),
            Text(claims["role"]) == "authenticated",
            Guid.TryParse(Text(claims["sub"]), out var id) && id != Guid.Empty,
            Time(claims["exp"]) is { } exp && exp >= now - 30,
            Time(claims["iat"]) is { } iat && iat <= now + 30 && iat < Time(claims["exp"]),
            !claims.ContainsKey("nbf") || Time(claims["nbf"]) <= now + 30,
            !claims.ContainsKey("is_anonymous")
                || (claims["is_anonymous"] is JsonValue flag && flag.TryGetValue<bool>(out _)),
            !claims.ContainsKey("aal") || Text(claims["aal"]) is "aal1" or "aal2" or "aal3",
        ];
        return Array.TrueForAll(rules, r => r);
    }

    private static JsonObject? Parse(byte[] bytes)
    {
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
                .GetString(bytes);
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            return JsonNode.Parse(text, null, options) as JsonObject;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static long? Time(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<long>(out var seconds) ? seconds : null;
}
