namespace Weir.Sandbox.Auth.Keys;

/// <summary>Everything secret of the sandbox's accounts, as one file.</summary>
/// <param name="AnonKey">Public project key, a JWT with role <c>anon</c>.</param>
/// <param name="ServiceRoleKey">Secret project key, a JWT with role <c>service_role</c>.</param>
/// <param name="Pepper">Base64 of 32 bytes, from which refresh tokens and mailed links are derived.</param>
/// <param name="Keys">Signing keys; exactly one is current, one standby.</param>
internal sealed record StoredSecrets(
    string AnonKey, string ServiceRoleKey, string Pepper, IReadOnlyList<StoredKey> Keys);
