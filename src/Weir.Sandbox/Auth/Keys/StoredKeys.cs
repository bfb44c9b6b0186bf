namespace Weir.Sandbox.Auth.Keys;

/// <summary>The sandbox's keys as the state folder keeps them.</summary>
/// <param name="Pepper">Base64 of 32 bytes, from which refresh tokens and mailed links are derived.</param>
/// <param name="Keys">Signing keys; exactly one is current, one standby.</param>
internal sealed record StoredKeys(string Pepper, IReadOnlyList<StoredKey> Keys);
