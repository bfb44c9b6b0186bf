using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Weir.Proofs.Tokens;

/// <summary>A key that signs tokens for proofs and tests: an issuer's, or a forger's.</summary>
internal sealed class ForgeKey
{
    private readonly Func<byte[], byte[]> _sign;

    private ForgeKey(
        string algorithm,
        string? keyId,
        Func<byte[], byte[]> sign,
        JsonObject jwk,
        IReadOnlyList<byte[]> publicSpellings)
    {
        Algorithm = algorithm;
        KeyId = keyId;
        _sign = sign;
        Jwk = jwk;
        PublicSpellings = publicSpellings;
    }

    public string Algorithm { get; }

    public string? KeyId { get; }

    /// <summary>Its public half; for a secret, the secret.</summary>
    public JsonObject Jwk { get; }

    /// <summary>The public key in every form in which somebody might feed it to an HMAC.</summary>
    public IReadOnlyList<byte[]> PublicSpellings { get; }

    public byte[] Sign(byte[] data) => _sign(data);

    public static ForgeKey Ecdsa(
        string? keyId, ECCurve? curve = null, string algorithm = "ES256", HashAlgorithmName? hash = null)
    {
        var key = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(false).Q;
        var jwk = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = key.KeySize switch { 256 => "P-256", 384 => "P-384", _ => "P-521" },
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
        };
        var usedHash = hash ?? HashAlgorithmName.SHA256;
        return new ForgeKey(algorithm, keyId, data => key.SignData(data, usedHash), Describe(jwk, keyId, algorithm),
            Spellings(key.ExportSubjectPublicKeyInfo(), key.ExportSubjectPublicKeyInfoPem(), jwk,
                [.. point.X!, .. point.Y!]));
    }

    public static ForgeKey Rsa(string? keyId, int bits = 2048, string algorithm = "RS256")
    {
        var key = RSA.Create(bits);
        var numbers = key.ExportParameters(false);
        var jwk = new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = Base64Url.EncodeToString(numbers.Modulus),
            ["e"] = Base64Url.EncodeToString(numbers.Exponent),
        };
        Func<byte[], byte[]> sign = algorithm switch
        {
            "RS384" => data => key.SignData(data, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "PS256" => data => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => data => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return new ForgeKey(algorithm, keyId, sign, Describe(jwk, keyId, algorithm),
            Spellings(key.ExportSubjectPublicKeyInfo(), key.ExportSubjectPublicKeyInfoPem(), jwk, numbers.Modulus!));
    }

    public static ForgeKey Hmac(string? keyId, byte[] secret)
    {
        var jwk = new JsonObject { ["kty"] = "oct", ["k"] = Base64Url.EncodeToString(secret) };
        return new ForgeKey(
            "HS256", keyId, data => HMACSHA256.HashData(secret, data), Describe(jwk, keyId, "HS256"), []);
    }

    private static JsonObject Describe(JsonObject jwk, string? keyId, string algorithm)
    {
        var described = (JsonObject)jwk.DeepClone();
        if (keyId is not null) described["kid"] = keyId;
        described["alg"] = algorithm;
        described["use"] = "sig";
        described["key_ops"] = new JsonArray("verify");
        return described;
    }

    private static IReadOnlyList<byte[]> Spellings(byte[] der, string pem, JsonObject jwk, byte[] raw) =>
    [
        der, Encoding.ASCII.GetBytes(pem), Encoding.ASCII.GetBytes(pem + "\n"),
        Encoding.UTF8.GetBytes(jwk.ToJsonString()), raw,
    ];
}
