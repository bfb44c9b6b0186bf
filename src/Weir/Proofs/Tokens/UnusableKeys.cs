using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Weir.Proofs.Tokens;

/// <summary>
/// Keys that the project publishes beside its good ones, each with one thing wrong. Their signatures are real.
/// </summary>
internal sealed class UnusableKeys
{
    public ForgeKey ForEncryption { get; } = ForgeKey.Ecdsa("es-enc");

    public ForgeKey OnlyForSigning { get; } = ForgeKey.Ecdsa("es-sign-only");

    public ForgeKey OtherCurve { get; } = ForgeKey.Ecdsa("es-p384", ECCurve.NamedCurves.nistP384);

    public ForgeKey OtherAlgorithm { get; } = ForgeKey.Ecdsa("es-other-alg");

    public ForgeKey WeakRsa { get; } = ForgeKey.Rsa("rs-weak", 1024);

    public ForgeKey RsaForPss { get; } = ForgeKey.Rsa("rs-pss");

    public ForgeKey Secret { get; } = ForgeKey.Hmac("oct-published", RandomNumberGenerator.GetBytes(32));

    public ForgeKey PrivatePublished { get; } = ForgeKey.Ecdsa("es-leaked");

    public ForgeKey Twin { get; } = ForgeKey.Ecdsa("es-twin");

    public ForgeKey OtherTwin { get; } = ForgeKey.Ecdsa("es-twin");

    public IReadOnlyList<ForgeKey> All =>
    [
        ForEncryption, OnlyForSigning, OtherCurve, OtherAlgorithm, WeakRsa,
        RsaForPss, Secret, PrivatePublished, Twin, OtherTwin,
    ];

    public IEnumerable<JsonNode> Published
    {
        get
        {
            yield return With(ForEncryption, "use", "enc");
            yield return With(OnlyForSigning, "key_ops", new JsonArray("sign"));
            yield return OtherCurve.Jwk.DeepClone();
            yield return With(OtherAlgorithm, "alg", "ES384");
            yield return WeakRsa.Jwk.DeepClone();
            yield return With(RsaForPss, "alg", "PS256");
            yield return Secret.Jwk.DeepClone();
            yield return With(PrivatePublished, "d", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
            yield return Twin.Jwk.DeepClone();
            yield return OtherTwin.Jwk.DeepClone();
            yield return OffCurve();
            yield return new JsonObject
            {
                ["kty"] = "OKP", ["crv"] = "Ed25519", ["kid"] = "ed-current", ["alg"] = "EdDSA",
                ["x"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)),
            };
        }
    }

    private static JsonObject With(ForgeKey key, string member, JsonNode value)
    {
        var jwk = (JsonObject)key.Jwk.DeepClone();
        jwk[member] = value;
        return jwk;
    }

    private static JsonObject OffCurve()
    {
        var jwk = (JsonObject)ForgeKey.Ecdsa("es-off-curve").Jwk.DeepClone();
        jwk["y"] = Base64Url.EncodeToString(new byte[32]);
        return jwk;
    }
}
