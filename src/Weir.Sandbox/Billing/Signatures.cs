using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Weir.Sandbox.Billing;

/// <summary>How the providers sign webhooks.</summary>
internal static class Signatures
{
    /// <summary>
    /// <c>Stripe-Signature</c>: HMAC-SHA256 over the seconds, a dot and the body, under the whole secret with its
    /// <c>whsec_</c>.
    /// </summary>
    public static string Stripe(string secret, ReadOnlySpan<byte> body, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(seconds + "."), .. body];
        return $"t={seconds},v1={Hex(secret, signed)}";
    }

    /// <summary><c>X-Signature</c>: HMAC-SHA256 over the body.</summary>
    public static string LemonSqueezy(string secret, ReadOnlySpan<byte> body) => Hex(secret, body);

    private static string Hex(string secret, ReadOnlySpan<byte> signed) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
}
