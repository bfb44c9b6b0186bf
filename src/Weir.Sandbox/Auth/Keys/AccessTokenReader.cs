using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Weir.Sandbox.Auth.Keys;

/// <summary>
/// Reads back the tokens that this sandbox signed. The verifier of the product proper is Weir.Core's; this one plays the
/// real service's side, which also looks at its own project keys.
/// </summary>
internal static class AccessTokenReader
{
    private const int MaximumLength = 64 * 1024;

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The token, or in words what is wrong with it.</summary>
    public static (ReadToken? Token, string? Fault) Read(string text, SandboxKeyring keyring, DateTimeOffset now)
    {
        var parts = text.Split('.');
        if (text.Length > MaximumLength || parts.Length != 3) return (null, "token is malformed");
        try
        {
            if (Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } claims
                || Decode(parts[2]) is not { } signature)
                return (null, "token is malformed");
            using var headerJson = JsonDocument.Parse(header, s_strict);
            if (Text(headerJson, "alg") != "ES256") return (null, "signing method is invalid");
            if (Text(headerJson, "kid") is not { } kid) return (null, "token is unverifiable");
            var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
            if (!keyring.Verify(kid, signed, signature)) return (null, "signature is invalid");
            using var json = JsonDocument.Parse(claims, s_strict);
            return json.RootElement.TryGetProperty("exp", out var exp) && exp.TryGetInt64(out var seconds)
                && now.ToUnixTimeSeconds() < seconds
                ? (new ReadToken(Id(json, "sub"), Id(json, "session_id"), Text(json, "role"), Text(json, "iss")), null)
                : (null, "token is expired");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or JSON of other types than ours.
            return (null, "token is malformed");
        }
    }

    private static byte[]? Decode(string part)
    {
        foreach (var c in part)
        {
            // The decoder would let padding and white space pass.
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) return null;
        }
        return Base64Url.IsValid(part) ? Base64Url.DecodeFromChars(part) : null;
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static Guid? Id(JsonDocument json, string name) =>
        Guid.TryParseExact(Text(json, name), "D", out var id) ? id : null;
}
