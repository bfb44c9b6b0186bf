using System.Globalization;
using System.Text;
using Weir.Billing.Webhooks;

namespace Weir.Billing.Stripe;

/// <summary>Checks <c>Stripe-Signature: t=…,v1=…</c> over the raw bytes of a body (facts/stripe §3).</summary>
public static class StripeSignature
{
    /// <summary>Name of the header.</summary>
    public const string Header = "Stripe-Signature";

    /// <summary>How far the signature's second may be from ours, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    /// <summary>Room for more than 50 signatures; Stripe sends one for each secret in force.</summary>
    private const int MaxHeaderLength = 4096;

    private const string Scheme = "v1=";
    private const string Time = "t=";

    /// <summary>
    /// Any <c>v1</c> that one of the secrets made over <c>t.body</c> will do. Other schemes are not looked at, so nobody can
    /// choose a weaker one. Takes as long for a wrong signature as for a right one.
    /// </summary>
    /// <param name="body">The body as it came, before any parsing.</param>
    /// <param name="header">The header's value; null when it is absent.</param>
    /// <param name="secrets">Secrets in force, <c>whsec_</c> included; empty ones count for nothing.</param>
    /// <param name="now">Our time.</param>
    public static SignatureVerdict Check(
        ReadOnlySpan<byte> body, string? header, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (string.IsNullOrEmpty(header)) return SignatureVerdict.Missing;
        if (header.Length > MaxHeaderLength) return SignatureVerdict.Malformed;
        string? time = null;
        var signatures = new List<string>();
        foreach (var item in header.Split(','))
        {
            if (item.StartsWith(Scheme, StringComparison.Ordinal)) signatures.Add(item[Scheme.Length..]);
            if (!item.StartsWith(Time, StringComparison.Ordinal)) continue;
            if (time is not null) return SignatureVerdict.Malformed;
            time = item[Time.Length..];
        }
        if (signatures.Count == 0 || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var second))
            return SignatureVerdict.Malformed;
        // Digits only, so neither is negative, and the difference of two such numbers has no overflow.
        if (Math.Abs(now.ToUnixTimeSeconds() - second) > Tolerance.TotalSeconds) return SignatureVerdict.Stale;

        var prefix = Encoding.ASCII.GetBytes(time + ".");
        var isValid = false;
        foreach (var secret in secrets)
        {
            if (secret.Length == 0) continue;
            var expected = HmacHex.Of(secret, prefix, body);
            foreach (var signature in signatures) isValid |= HmacHex.Same(expected, signature);
        }
        return isValid ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }
}
