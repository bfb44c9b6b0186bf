using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Weir.Core.Tokens;
using Weir.Proofs.Tokens;

namespace Weir.Core.Tests.Tokens.Forgeries;

internal static class AlgorithmForgeries
{
    private static readonly string[] s_names =
    [
        "none", "None", "NONE", "nOnE", "", " ", "es256", "Es256", "ES256 ", " ES256", "ES256K", "ES384", "ES512",
        "RS384", "RS512", "rs256",
        "PS256", "PS384", "EdDSA", "Ed25519", "HS384", "HS512", "RSA1_5", "RSA-OAEP", "dir", "A128KW", "ES256\u0000",
        "ES256,none",
    ];

    public static IEnumerable<Forgery> Of(ForgeWorld world)
    {
        foreach (var name in s_names)
        {
            yield return new Forgery($"alg '{name}', rightly signed",
                world.Sign(world.Current, header: With(world.Current, name)), TokenFailure.AlgorithmNotAllowed);
        }
        (string Name, JsonNode? Value)[] kinds =
        [
            ("null", null), ("a number", 256), ("true", true), ("an array", new JsonArray("ES256")),
            ("an object", new JsonObject { ["name"] = "ES256" }),
        ];
        foreach (var (name, value) in kinds)
        {
            yield return new Forgery($"alg is {name}", world.Sign(world.Current, header: With(world.Current, value)),
                TokenFailure.AlgorithmNotAllowed);
        }
        var without = ForgeWorld.Header(world.Current);
        without.Remove("alg");
        yield return new Forgery("alg absent", world.Sign(world.Current, header: without),
            TokenFailure.AlgorithmNotAllowed);
        yield return new Forgery("alg under another case",
            ForgeWorld.Sign(world.Current, """{"ALG":"ES256","kid":"es-current"}""", world.Claims().ToJsonString()),
                TokenFailure.AlgorithmNotAllowed);

        foreach (var forgery in Unsecured(world).Concat(Confused(world)).Concat(Swapped(world))) yield return forgery;
    }

    private static IEnumerable<Forgery> Unsecured(ForgeWorld world)
    {
        var text = world.Sign(world.Current, header: With(world.Current, "none"));
        var signed = text[..text.LastIndexOf('.')];
        yield return new Forgery("alg none, dot and nothing behind it", signed + ".", TokenFailure.NotThreeParts);
        yield return new Forgery("alg none, two parts", signed, TokenFailure.NotThreeParts);
        yield return new Forgery("alg none with somebody's signature",
            signed + world.Shapes[0].Text[world.Shapes[0].Text.LastIndexOf('.')..],
            TokenFailure.AlgorithmNotAllowed);
        yield return new Forgery("alg ES256, dot and nothing behind it",
            world.Shapes[0].Text[..(world.Shapes[0].Text.LastIndexOf('.') + 1)],
            TokenFailure.NotThreeParts);
    }

    /// <summary>A public key as the secret of an HMAC, in each of its spellings.</summary>
    private static IEnumerable<Forgery> Confused(ForgeWorld world)
    {
        foreach (var key in new[] { world.Current, world.Rsa })
        {
            string[] spellings = ["DER", "PEM", "PEM with newline", "JWK", "bare numbers"];
            for (var i = 0; i < spellings.Length; i++)
            {
                var secret = ForgeKey.Hmac(key.KeyId, key.PublicSpellings[i]);
                yield return new Forgery($"HS256 with the public {key.Algorithm} key as secret ({spellings[i]})",
                    world.Sign(secret), TokenFailure.AlgorithmNotAllowed);
            }
        }
        var jwk = ForgeKey.Hmac("es-current", System.Text.Encoding.UTF8.GetBytes(world.JwksJson));
        yield return new Forgery("HS256 with the whole JWKS as secret", world.Sign(jwk),
            TokenFailure.AlgorithmNotAllowed);
        yield return new Forgery("HS256 with an empty secret", world.Sign(ForgeKey.Hmac("es-current", [])),
            TokenFailure.AlgorithmNotAllowed);
        yield return new Forgery("HS256 with a published oct key", world.Sign(world.Unusable.Secret),
            TokenFailure.AlgorithmNotAllowed);
        yield return new Forgery("HS256 without kid", world.Sign(ForgeKey.Hmac(null, new byte[32])),
            TokenFailure.AlgorithmNotAllowed);
    }

    /// <summary>A real key, but not for the algorithm that the header names.</summary>
    private static IEnumerable<Forgery> Swapped(ForgeWorld world)
    {
        yield return new Forgery("ES256 header names an RSA key", Sign(world.Current, "ES256", "rs-current"),
            TokenFailure.KeyNotForAlgorithm);
        yield return new Forgery("RS256 header names an EC key", Sign(world.Rsa, "RS256", "es-current"),
            TokenFailure.KeyNotForAlgorithm);
        yield return new Forgery("RS256 header, EC key, EC signature", Sign(world.Current, "RS256", "es-current"),
            TokenFailure.KeyNotForAlgorithm);
        yield return new Forgery("ES256 header, RSA key, RSA signature", Sign(world.Rsa, "ES256", "rs-current"),
            TokenFailure.KeyNotForAlgorithm);
        yield return new Forgery("ES256 signed with SHA-384",
            world.Sign(ForgeKey.Ecdsa("es-current", hash: HashAlgorithmName.SHA384)), TokenFailure.SignatureWrong);
        yield return new Forgery("PSS signature under RS256",
            world.Sign(ForgeKey.Rsa("rs-current", algorithm: "PS256"), header: Named("RS256", "rs-current")),
            TokenFailure.SignatureWrong);
        yield return new Forgery("SHA-384 signature under RS256",
            world.Sign(ForgeKey.Rsa("rs-current", algorithm: "RS384"), header: Named("RS256", "rs-current")),
            TokenFailure.SignatureWrong);
        yield return new Forgery("PS256 with the key published for it",
            world.Sign(world.Unusable.RsaForPss, header: Named("PS256", "rs-pss")),
            TokenFailure.AlgorithmNotAllowed);

        string Sign(ForgeKey key, string algorithm, string keyId) => world.Sign(key, header: Named(algorithm, keyId));
    }

    private static JsonObject Named(string algorithm, string keyId) =>
        new() { ["alg"] = algorithm, ["kid"] = keyId, ["typ"] = "JWT" };

    private static JsonObject With(ForgeKey key, JsonNode? algorithm)
    {
        var header = ForgeWorld.Header(key);
        header["alg"] = algorithm;
        return header;
    }
}
