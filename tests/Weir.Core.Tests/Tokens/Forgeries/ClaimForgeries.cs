using System.Text.Json.Nodes;
using Weir.Core.Tokens;
using Weir.Proofs.Tokens;

namespace Weir.Core.Tests.Tokens.Forgeries;

/// <summary>Tokens that the issuer did sign, but that are not a user's of ours.</summary>
internal static class ClaimForgeries
{
    public static IEnumerable<Forgery> Of(ForgeWorld world)
    {
        var issuer = world.Policy.Issuer;
        return
        [
            .. Cases("iss", TokenFailure.Issuer,
                issuer + "/", issuer.ToUpperInvariant(), issuer.Replace("auth/v1", "Auth/v1", StringComparison.Ordinal),
                issuer[..^3], issuer + "\u0000", " " + issuer,
                issuer.Replace("://", "://evil.", StringComparison.Ordinal),
                issuer.Replace("http", "ftp", StringComparison.Ordinal), "supabase", "",
                new JsonArray(issuer), new JsonObject { ["iss"] = issuer }, 1, true, null),
            .. Absent("iss", TokenFailure.Issuer),
            .. Cases("aud", TokenFailure.Audience,
                "Authenticated", "anon", "authenticated ", "authenticated,anon", "", new JsonArray(),
                new JsonArray("anon"), new JsonArray("anon", "service_role"),
                new JsonArray("authenticated", 1), new JsonArray(new JsonArray("authenticated")),
                new JsonArray("authenticated", null), new JsonObject { ["authenticated"] = true }, true, 0, null),
            .. Absent("aud", TokenFailure.Audience),
            .. Cases("role", TokenFailure.Role,
                "anon", "service_role", "supabase_admin", "postgres", "Authenticated", "AUTHENTICATED",
                "authenticated ", "authenticated\u0000", "",
                new JsonArray("authenticated"), new JsonObject(), true, 1, null),
            .. Absent("role", TokenFailure.Role),
            .. Cases("sub", TokenFailure.Subject,
                "", " ", "1", "admin", "00000000-0000-0000-0000-000000000000", "0D6F1C1E-8A52-4F0B-9A3E-3C9F2B7A1D55",
                "{0d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d55}",
                "0d6f1c1e8a524f0b9a3e3c9f2b7a1d55", "0d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d5",
                "0d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d555", "0d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d5g",
                "+d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d55", "0xdf1c1e-8a52-4f0b-9a3e-3c9f2b7a1d55",
                "0d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d5\u0000", "urn:uuid:0d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d55",
                "0d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d55\n", "' or 1=1 --",
                new JsonArray("0d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d55"), 1, true, null),
            .. Absent("sub", TokenFailure.Subject),
            .. Cases("session_id", TokenFailure.SessionId, "", "1", "5F2A8F4E-6A7B-4C0D-8E9F-0A1B2C3D4E5F", 1, true,
                null, new JsonArray()),
            .. Cases("email", TokenFailure.Email, 1, true, null, new JsonArray("reader@example.com"), new JsonObject()),
            .. Cases("is_anonymous", TokenFailure.AnonymousFlag, "false", "true", 0, 1, null, new JsonArray(false),
                new JsonObject()),
            .. Cases("aal", TokenFailure.AssuranceNotValid, "", "aal0", "aal4", "AAL2", "aal2 ", "2", 2, true, null,
                new JsonArray("aal2")),
            .. Cases("app_metadata", TokenFailure.AppMetadata, "admin", 1, true,
                new JsonArray(new JsonObject { ["weir_role"] = "admin" })),
            .. LegacyKeys(world),
        ];

        IEnumerable<Forgery> Cases(string claim, TokenFailure expected, params JsonNode?[] values) =>
            values.Select(value =>
        {
            var claims = world.Claims();
            claims[claim] = value?.DeepClone();
            return new Forgery($"{claim} = {claims[claim]?.ToJsonString() ?? "null"}",
                world.Sign(world.Current, claims), expected);
        });

        IEnumerable<Forgery> Absent(string claim, TokenFailure expected)
        {
            var claims = world.Claims();
            claims.Remove(claim);
            yield return new Forgery($"{claim} absent", world.Sign(world.Current, claims), expected);
            claims[claim.ToUpperInvariant()] = world.Claims()[claim]!.DeepClone();
            yield return new Forgery($"{claim} under another case", world.Sign(world.Current, claims), expected);
        }
    }

    /// <summary>The keys of every Supabase front end: real tokens of the project, and of no user.</summary>
    private static IEnumerable<Forgery> LegacyKeys(ForgeWorld world)
    {
        foreach (var role in new[] { "anon", "service_role" })
        {
            var claims = new JsonObject
            {
                ["iss"] = "supabase",
                ["ref"] = "abcdefghijklmnop",
                ["role"] = role,
                ["iat"] = 1_700_000_000,
                ["exp"] = 2_015_360_000,
            };
            yield return new Forgery($"legacy {role} key",
                world.Sign(ForgeKey.Hmac(null, new byte[40]), (JsonObject)claims.DeepClone()),
                TokenFailure.AlgorithmNotAllowed);
            yield return new Forgery($"legacy {role} key, signed with ES256", world.Sign(world.Current, claims),
                TokenFailure.Issuer);
            var dressed = world.Claims();
            dressed["role"] = role;
            dressed.Remove("sub");
            yield return new Forgery($"{role} key with our issuer", world.Sign(world.Current, dressed),
                TokenFailure.Role);
        }
        foreach (var key in new[] { "sb_publishable_AbCdEf123456", "sb_secret_AbCdEf123456", "wk_AbCdEf123456" })
            yield return new Forgery($"{key[..key.LastIndexOf('_')]} key", key, TokenFailure.NotThreeParts);
    }
}
