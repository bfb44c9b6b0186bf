using System.Security.Cryptography;
using System.Text;

namespace Weir.Billing.Webhooks;

/// <summary>
/// HMAC-SHA256 as both providers write it: 64 lower-case hexadecimal digits. Texts are compared, not decoded bytes, so that a
/// signature has one spelling.
/// </summary>
internal static class HmacHex
{
    public const int Length = 64;

    /// <summary>The digits over <paramref name="prefix"/> and <paramref name="body"/>, as ASCII.</summary>
    public static byte[] Of(string secret, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(prefix);
        hmac.AppendData(body);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hmac.GetHashAndReset()));
    }

    /// <summary>Whether both are the same, in a time that hangs on the length alone.</summary>
    public static bool Same(ReadOnlySpan<byte> expected, ReadOnlySpan<char> given)
    {
        Span<byte> bytes = stackalloc byte[Length];
        return given.Length == Length
            && Encoding.ASCII.TryGetBytes(given, bytes, out var written) && written == Length
            && CryptographicOperations.FixedTimeEquals(expected, bytes);
    }
}
