using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Weir.Core.Json;

namespace Weir.Core.Tokens;

/// <summary>
/// Reads the keys of a JWKS: P-256 and RSA of sane size, for verifying signatures, each bound to one algorithm.
/// </summary>
internal static class Jwks
{
    private const int MaxKeys = 64;
    private const int MinRsaBits = 2048;
    private const int MaxRsaBits = 8192;
    private const int MinRsaExponent = 65_537;
    private const int MaxRsaExponentBytes = 4;
    private const int P256Bytes = 32;

    public static bool TryRead(
        ReadOnlyMemory<byte> utf8, List<string> skipped, [NotNullWhen(true)] out List<VerificationKey>? keys)
    {
        keys = null;
        if (!StrictJson.TryParse(utf8, TokenHeader.MaxDepth, out var document, out _)) return false;
        using (document)
        {
            if (!document.RootElement.TryGetProperty("keys", out var list) || list.ValueKind != JsonValueKind.Array)
                return false;
            if (list.GetArrayLength() > MaxKeys) return false;
            var found = new List<VerificationKey>();
            foreach (var jwk in list.EnumerateArray())
            {
                var reason = TryReadKey(jwk, out var key);
                if (key is not null) found.Add(key);
                else skipped.Add(reason);
            }
            // Two keys of one name: which is meant cannot be known, so neither is used.
            keys = [.. found
                .GroupBy(k => k.KeyId, StringComparer.Ordinal)
                .Where(g => g.Key is null || g.Count() == 1)
                .SelectMany(g => g)];
            for (var i = keys.Count; i < found.Count; i++) skipped.Add("duplicate_kid");
            return true;
        }
    }

    /// <summary>The reason is empty when there is a key.</summary>
    private static string TryReadKey(JsonElement jwk, out VerificationKey? key)
    {
        key = null;
        if (jwk.ValueKind != JsonValueKind.Object) return "not_an_object";
        string? keyId = null;
        if (jwk.TryGetProperty("kid", out _) && !TokenHeader.IsKeyId(keyId = Text(jwk, "kid"))) return "kid_not_valid";
        if (jwk.TryGetProperty("use", out _) && Text(jwk, "use") != "sig") return "not_for_signatures";
        if (jwk.TryGetProperty("key_ops", out var operations) && !MayVerify(operations)) return "not_for_verifying";
        // A private key that is published is everybody's key.
        if (jwk.TryGetProperty("d", out _)) return "private_key_published";
        try
        {
            return Text(jwk, "kty") switch
            {
                "EC" => ReadEcdsa(jwk, keyId, out key),
                "RSA" => ReadRsa(jwk, keyId, out key),
                _ => "key_type_not_supported",
            };
        }
        catch (CryptographicException)
        {
            // The library is the judge of points and moduli.
            key = null;
            return "key_not_valid";
        }
    }

    private static string ReadEcdsa(JsonElement jwk, string? keyId, out VerificationKey? key)
    {
        key = null;
        if (Text(jwk, "crv") != "P-256") return "curve_not_supported";
        if (!IsFor(jwk, "ES256")) return "algorithm_not_supported";
        if (Bytes(jwk, "x") is not { Length: P256Bytes } x || Bytes(jwk, "y") is not { Length: P256Bytes } y)
            return "key_not_valid";
        var point = new ECPoint { X = x, Y = y };
        key = new EcdsaKey(keyId, new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        return "";
    }

    private static string ReadRsa(JsonElement jwk, string? keyId, out VerificationKey? key)
    {
        key = null;
        if (!IsFor(jwk, "RS256")) return "algorithm_not_supported";
        if (Bytes(jwk, "n") is not { Length: > 0 } modulus
            || Bytes(jwk, "e") is not { Length: > 0 and <= MaxRsaExponentBytes } exponent)
            return "key_not_valid";
        modulus = modulus.AsSpan().TrimStart((byte)0).ToArray();
        if (modulus.Length is < MinRsaBits / 8 or > MaxRsaBits / 8
            || (modulus.Length == MinRsaBits / 8 && modulus[0] < 0x80))
        {
            return "rsa_size";
        }
        var e = exponent.Aggregate(0L, (value, next) => (value << 8) | next);
        if (e < MinRsaExponent || (e & 1) == 0 || (modulus[^1] & 1) == 0) return "key_not_valid";
        key = new RsaKey(keyId, new RSAParameters { Modulus = modulus, Exponent = exponent });
        return "";
    }

    private static bool IsFor(JsonElement jwk, string algorithm) =>
        !jwk.TryGetProperty("alg", out _) || Text(jwk, "alg") == algorithm;

    private static bool MayVerify(JsonElement operations) =>
        operations.ValueKind == JsonValueKind.Array
        && operations.EnumerateArray().Any(o => o.ValueKind == JsonValueKind.String && o.ValueEquals("verify"u8));

    private static string? Text(JsonElement jwk, string name) =>
        jwk.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Bytes(JsonElement jwk, string name) =>
        Text(jwk, name) is { } text && Base64UrlText.TryDecode(text, out var bytes) == TokenFailure.None ? bytes : null;
}
