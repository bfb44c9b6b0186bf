using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir.Proofs.Tokens;

/// <summary>The shapes a genuine Supabase token comes in: what a verifier must not refuse.</summary>
internal static class ValidShapes
{
    private static readonly string[] s_optionalClaims = ["app_metadata", "user_metadata", "amr"];

    private static readonly JsonSerializerOptions s_unescaped =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public static IReadOnlyList<ValidToken> Of(ForgeWorld world)
    {
        var now = world.Now.ToUnixTimeSeconds();
        return
        [
            Make("password sign-in, ES256", world.Current),
            Make("password sign-in, RS256", world.Rsa),
            Make("RSA of 3072 bits", world.LongRsa),
            Make("standby key", world.Standby),
            Make("only the claims that are needed", world.Current, claims: new JsonObject
            {
                ["iss"] = world.Policy.Issuer,
                ["sub"] = "0d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d55",
                ["aud"] = "authenticated",
                ["role"] = "authenticated",
                ["iat"] = now,
                ["exp"] = now + 60,
            }),
            Make("audience as an array of one", world.Current, c => c["aud"] = new JsonArray("authenticated")),
            Make("audience among others", world.Current, c => c["aud"] = new JsonArray("other", "authenticated")),
            Make("anonymous", world.Current, c =>
            {
                c["is_anonymous"] = true;
                c["email"] = "";
                c["amr"] = Methods("anonymous");
            }),
            Make("administrator", world.Current, c => c["app_metadata"] = new JsonObject { ["weir_role"] = "admin" }),
            Make("no e-mail, with phone", world.Current, c => { c["email"] = ""; c["phone"] = "15551234567"; }),
            Make("hook that drops the optional claims", world.Current, c =>
            {
                foreach (var name in s_optionalClaims) c.Remove(name);
            }),
            Make("hook that writes amr as texts", world.Current, c => c["amr"] = new JsonArray("password", "totp")),
            Make("second factor", world.Current, c => { c["aal"] = "aal2"; c["amr"] = Methods("totp"); }),
            Make("nbf and jti", world.Current, c => { c["nbf"] = now - 5; c["jti"] = "c1a7"; }),
            Make("OAuth client", world.Current, c => { c["client_id"] = "9b1f"; c["scope"] = "openid email"; }),
            Make("app_metadata null", world.Current, c => c["app_metadata"] = null),
            Make("no typ", world.Current, header: h => h.Remove("typ")),
            Make("typ in lower case", world.Rsa, header: h => h["typ"] = "jwt"),
            Make("key addresses in the header, ignored", world.Current, header: h =>
            {
                h["jku"] = "https://attacker.example/keys";
                h["x5c"] = new JsonArray("MIIB");
                h["jwk"] = world.Attacker.Jwk.DeepClone();
            }),
            Make("names of all the world, escaped", world.Current, c => c["user_metadata"] = World()),
            Make("names of all the world, as they are", world.Current,
                c => c["user_metadata"] = World(), options: s_unescaped),
            Make("payload with white space", world.Rsa, options: s_indented),
            Make("large metadata", world.Current,
                c => c["user_metadata"] = new JsonObject { ["about"] = new string('x', 4500) }),
            Make("lies in user_metadata, ignored", world.Current, c => c["user_metadata"] = new JsonObject
            {
                ["role"] = "service_role", ["weir_role"] = "admin", ["sub"] = "00000000-0000-4000-8000-000000000001",
            }),
            Make("clock 30 s ahead of ours: issued in our future", world.Current, c => Lives(c, now + 30, now + 90)),
            Make("clock 30 s behind ours: just expired", world.Current, c => Lives(c, now - 3600, now - 30)),
        ];

        ValidToken Make(string name, ForgeKey key, Action<JsonObject>? change = null, Action<JsonObject>? header = null,
            JsonObject? claims = null, JsonSerializerOptions? options = null)
        {
            var head = ForgeWorld.Header(key);
            header?.Invoke(head);
            var body = claims ?? world.Claims();
            change?.Invoke(body);
            return new ValidToken(name, ForgeWorld.Sign(key, head.ToJsonString(), body.ToJsonString(options)), key);
        }

        JsonArray Methods(string method) => new(new JsonObject { ["method"] = method, ["timestamp"] = now });
    }

    private static void Lives(JsonObject claims, long from, long until)
    {
        claims["iat"] = from;
        claims["exp"] = until;
    }

    private static JsonObject World() => new()
    {
        ["name"] = "Zoë \U0001F600 李 \"quoted\" \\ /",
        ["nested"] = new JsonObject { ["a"] = new JsonArray(1, 2.5, null, true) },
    };
}
