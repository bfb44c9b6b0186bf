using System.Security.Cryptography;
using System.Text;

namespace Weir.Sandbox.Auth.Keys;

/// <summary>Hash at rest of secrets that are long and random, so that a plain digest is enough.</summary>
internal static class SecretHash
{
    public static string Of(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static bool Matches(string hash, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Of(secret)));
}
