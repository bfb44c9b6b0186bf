using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Weir.Core.Tokens;

namespace Weir.Proofs.Tokens;

/// <summary>
/// A project with its keys and valid tokens, and a forger who knows everything that is public.
/// </summary>
internal sealed class ForgeWorld
{
    private readonly ForgeKeys _keys = ForgeKeys.Shared;

    public ForgeWorld(string issuer, DateTimeOffset now)
    {
        Policy = new TokenPolicy(issuer);
        Now = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        Keys = TokenKeySet.FromJwks(Encoding.UTF8.GetBytes(JwksJson))!;
        Shapes = ValidShapes.Of(this);
    }

    public TokenPolicy Policy { get; }

    public DateTimeOffset Now { get; }

    public ForgeKey Current => _keys.Current;

    public ForgeKey Standby => _keys.Standby;

    public ForgeKey Rsa => _keys.Rsa;

    public ForgeKey LongRsa => _keys.LongRsa;

    /// <summary>A key of nobody's, which claims an id of ours.</summary>
    public ForgeKey Attacker => _keys.Attacker;

    /// <summary>The same with RSA.</summary>
    public ForgeKey RsaAttacker => _keys.RsaAttacker;

    /// <summary>Keys that are published and must not be used; see <see cref="UnusableKeys"/>.</summary>
    public UnusableKeys Unusable => _keys.Unusable;

    /// <summary>What the project publishes.</summary>
    public string JwksJson => new JsonObject
    {
        ["keys"] = new JsonArray(
            [.. new[] { Current, Standby, Rsa, LongRsa }.Select(k => k.Jwk.DeepClone()), .. Unusable.Published]),
    }.ToJsonString();

    public TokenKeySet Keys { get; }

    /// <summary>Tokens that must be let in.</summary>
    public IReadOnlyList<ValidToken> Shapes { get; }

    public TokenVerdict Verify(string token) => TokenVerifier.Verify(token, Keys, Policy, Now);

    /// <summary>The header that Supabase writes.</summary>
    public static JsonObject Header(ForgeKey key)
    {
        var header = new JsonObject { ["alg"] = key.Algorithm };
        if (key.KeyId is not null) header["kid"] = key.KeyId;
        header["typ"] = "JWT";
        return header;
    }

    /// <summary>The claims that Supabase always writes.</summary>
    public JsonObject Claims() => new()
    {
        ["iss"] = Policy.Issuer,
        ["sub"] = "0d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d55",
        ["aud"] = "authenticated",
        ["exp"] = Now.ToUnixTimeSeconds() + 3600,
        ["iat"] = Now.ToUnixTimeSeconds() - 5,
        ["email"] = "reader@example.com",
        ["phone"] = "",
        ["app_metadata"] = new JsonObject { ["provider"] = "email", ["providers"] = new JsonArray("email") },
        ["user_metadata"] = new JsonObject { ["name"] = "A Reader" },
        ["role"] = "authenticated",
        ["aal"] = "aal1",
        ["amr"] = new JsonArray(new JsonObject
        {
            ["method"] = "password",
            ["timestamp"] = Now.ToUnixTimeSeconds() - 5,
        }),
        ["session_id"] = "5f2a8f4e-6a7b-4c0d-8e9f-0a1b2c3d4e5f",
        ["is_anonymous"] = false,
    };

    public string Sign(ForgeKey key, JsonObject? claims = null, JsonObject? header = null) =>
        Sign(key, (header ?? Header(key)).ToJsonString(), (claims ?? Claims()).ToJsonString());

    public static string Sign(ForgeKey key, string header, string payload) =>
        Sign(key, Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(payload));

    public static string Sign(ForgeKey key, byte[] header, byte[] payload)
    {
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }
}
