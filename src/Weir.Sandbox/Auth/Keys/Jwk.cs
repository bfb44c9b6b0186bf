using System.Text.Json.Serialization;

namespace Weir.Sandbox.Auth.Keys;

/// <summary>The public half of a signing key, as the JWKS shows it.</summary>
internal sealed record Jwk(string Kid, string X, string Y)
{
    public string Kty { get; } = "EC";

    public string Alg { get; } = "ES256";

    public string Use { get; } = "sig";

    public string Crv { get; } = "P-256";

    [JsonPropertyName("key_ops")]
    public IReadOnlyList<string> KeyOps { get; } = ["verify"];
}
