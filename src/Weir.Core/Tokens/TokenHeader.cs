using System.Text.Json;
using Weir.Core.Json;

namespace Weir.Core.Tokens;

/// <summary>
/// The two members of a token's header that matter. <c>jwk</c>, <c>jku</c>, <c>x5u</c>, <c>x5c</c> are never looked at:
/// keys come from configuration, not from whoever sends a token.
/// </summary>
internal readonly record struct TokenHeader(TokenAlgorithm Algorithm, string? KeyId)
{
    /// <summary>Longest key id.</summary>
    public const int MaxKeyIdLength = 256;

    /// <summary>Deepest nesting of header and payload.</summary>
    public const int MaxDepth = 16;

    public static TokenFailure TryRead(ReadOnlyMemory<byte> utf8, out TokenHeader header)
    {
        header = default;
        if (!StrictJson.TryParse(utf8, MaxDepth, out var document, out _)) return TokenFailure.HeaderNotJson;
        using (document)
        {
            var root = document.RootElement;
            // An extension that must be understood, and we understand none (RFC 7515 §4.1.11).
            if (root.TryGetProperty("crit", out _)) return TokenFailure.CriticalExtension;
            if (ReadAlgorithm(root) is not { } algorithm) return TokenFailure.AlgorithmNotAllowed;
            if (root.TryGetProperty("typ", out var type)
                && (type.ValueKind != JsonValueKind.String
                    || !string.Equals(type.GetString(), "JWT", StringComparison.OrdinalIgnoreCase)))
            {
                return TokenFailure.WrongType;
            }
            string? keyId = null;
            if (root.TryGetProperty("kid", out var kid))
            {
                keyId = kid.ValueKind == JsonValueKind.String ? kid.GetString() : null;
                if (!IsKeyId(keyId)) return TokenFailure.KeyIdNotValid;
            }
            header = new TokenHeader(algorithm, keyId);
            return TokenFailure.None;
        }
    }

    /// <summary>
    /// Whether a key id is one that a key set may have and a log may show: visible ASCII, of bounded length.
    /// </summary>
    public static bool IsKeyId(string? value) =>
        value is { Length: > 0 and <= MaxKeyIdLength } && !value.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static TokenAlgorithm? ReadAlgorithm(JsonElement root)
    {
        if (!root.TryGetProperty("alg", out var value) || value.ValueKind != JsonValueKind.String) return null;
        if (value.ValueEquals("ES256"u8)) return TokenAlgorithm.ES256;
        if (value.ValueEquals("RS256"u8)) return TokenAlgorithm.RS256;
        return value.ValueEquals("HS256"u8) ? TokenAlgorithm.HS256 : null;
    }
}
