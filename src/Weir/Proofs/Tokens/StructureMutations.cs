using System.Buffers.Text;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;

namespace Weir.Proofs.Tokens;

/// <summary>Changes of what a token says: by a forger without our keys, then by the issuer itself.</summary>
internal static class StructureMutations
{
    /// <summary>Order of P-256 (FIPS 186-4 D.1.2.3).</summary>
    private static readonly BigInteger s_order = new(
        Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"),
        isUnsigned: true,
        isBigEndian: true);

    private static readonly string[] s_algorithms =
        ["none", "None", "", "HS256", "HS384", "RS256", "ES256", "ES384", "PS256", "EdDSA", "ES256K"];

    /// <summary>Another header over the same payload and signature.</summary>
    public static Mutant NewHeader(Random random, ForgeWorld world, ValidToken token)
    {
        var header = Read(token, 0);
        switch (random.Next(5))
        {
            case 0: header["alg"] = s_algorithms[random.Next(s_algorithms.Length)]; break;
            case 1: header["kid"] = Junk(random); break;
            case 2: header.Remove(random.Next(2) == 0 ? "kid" : "alg"); break;
            case 3: header["crit"] = new JsonArray("exp"); break;
            default: header["jwk"] = world.Attacker.Jwk.DeepClone(); header["x"] = random.Next(); break;
        }
        return With(token, 0, header);
    }

    /// <summary>Another payload under the same signature.</summary>
    public static Mutant NewPayload(Random random, ForgeWorld world, ValidToken token)
    {
        var claims = Read(token, 1);
        var names = claims.Select(c => c.Key).ToArray();
        if (random.Next(3) == 0) claims.Remove(names[random.Next(names.Length)]);
        else claims[names[random.Next(names.Length)]] = Junk(random);
        return With(token, 1, claims);
    }

    /// <summary>
    /// A whole token of the forger's own, with a key of ours named in it, or our public key as an HMAC secret.
    /// </summary>
    public static Mutant ForeignKey(Random random, ForgeWorld world, ValidToken token)
    {
        var target = random.Next(2) == 0 ? world.Current : world.Rsa;
        var forger = random.Next(3) switch
        {
            0 => world.Attacker,
            1 => ForgeKey.Hmac(target.KeyId, target.PublicSpellings[random.Next(target.PublicSpellings.Count)]),
            _ => world.Unusable.All[random.Next(world.Unusable.All.Count)],
        };
        var header = ForgeWorld.Header(forger);
        if (random.Next(2) == 0) header["alg"] = target.Algorithm;
        if (random.Next(2) == 0) header["kid"] = target.KeyId;
        if (random.Next(4) == 0) header["jku"] = "https://attacker.example/keys";
        return new Mutant(world.Sign(forger, Read(token, 1), header));
    }

    /// <summary>
    /// The other signature that ECDSA allows, (r, n − s): the same claims in another spelling, so it may be let in.
    /// </summary>
    public static Mutant Malleate(Random random, ForgeWorld world, ValidToken token)
    {
        if (token.Key.Algorithm != "ES256") return TextMutations.FlipBit(random, world, token);
        var parts = token.Text.Split('.');
        var signature = Base64Url.DecodeFromChars(parts[2]);
        var twin = (s_order - new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true))
            .ToByteArray(isUnsigned: true, isBigEndian: true);
        signature.AsSpan(32).Clear();
        twin.CopyTo(signature, 64 - twin.Length);
        parts[2] = Base64Url.EncodeToString(signature);
        return new Mutant(string.Join('.', parts), static () => true);
    }

    /// <summary>The issuer signs claims of which one is wrong.</summary>
    public static Mutant WrongClaim(Random random, ForgeWorld world, ValidToken token)
    {
        var claims = Read(token, 1);
        var now = world.Now.ToUnixTimeSeconds();
        var wrong = WrongClaims.Any(random, now);
        if (wrong.Value is null && random.Next(2) == 0) claims.Remove(wrong.Claim);
        else claims[wrong.Claim] = wrong.Value;
        return new Mutant(world.Sign(token.Key, claims, Read(token, 0)));
    }

    /// <summary>
    /// The issuer signs a header or payload with random damage. It may still be a good token; a second reader says so.
    /// </summary>
    public static Mutant SignedNoise(Random random, ForgeWorld world, ValidToken token)
    {
        var parts = token.Text.Split('.').Take(2).Select(p => Base64Url.DecodeFromChars(p).ToList()).ToArray();
        var noisy = parts[random.Next(4) == 0 ? 0 : 1];
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(noisy.Count);
            switch (random.Next(4))
            {
                case 0: noisy[at] = (byte)random.Next(256); break;
                case 1: noisy[at] = (byte)"{}[]:,\"\\0-9eEtfn.u \n"[random.Next(20)]; break;
                case 2: noisy.Insert(at, (byte)random.Next(256)); break;
                default: noisy.RemoveRange(at, Math.Min(random.Next(1, 6), noisy.Count - at)); break;
            }
        }
        byte[] header = [.. parts[0]], payload = [.. parts[1]];
        return new Mutant(
            ForgeWorld.Sign(token.Key, header, payload),
            () => SecondReader.IsGenuine(world, token.Key, header, payload));
    }

    private static JsonNode? Junk(Random random) => random.Next(8) switch
    {
        0 => null,
        1 => random.NextInt64(),
        2 => random.NextDouble(),
        3 => random.Next(2) == 0,
        4 => new JsonArray(random.Next()),
        5 => new JsonObject { ["a"] = random.Next() },
        6 => Convert.ToHexString(BitConverter.GetBytes(random.NextInt64())),
        _ => new string((char)random.Next(32, 0x250), random.Next(1, 20)),
    };

    private static JsonObject Read(ValidToken token, int part) =>
        (JsonObject)JsonNode.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Text.Split('.')[part])))!;

    private static Mutant With(ValidToken token, int part, JsonObject content)
    {
        var parts = token.Text.Split('.');
        parts[part] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(content.ToJsonString()));
        return new Mutant(string.Join('.', parts));
    }
}
