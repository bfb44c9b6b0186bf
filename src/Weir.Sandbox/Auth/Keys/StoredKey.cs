namespace Weir.Sandbox.Auth.Keys;

/// <summary>A signing key as the state folder keeps it.</summary>
/// <param name="Kid">Key id, as in token headers and the JWKS.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Pkcs8">Private key, PKCS #8, Base64.</param>
internal sealed record StoredKey(string Kid, KeyState State, string Pkcs8);
