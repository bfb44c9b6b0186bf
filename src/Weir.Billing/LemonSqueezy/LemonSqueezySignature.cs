using Weir.Billing.Webhooks;

namespace Weir.Billing.LemonSqueezy;

/// <summary>
/// Checks <c>X-Signature</c> over the raw bytes of a body (facts/lemonsqueezy §3). It holds no time: an old message stays
/// valid, and only what is stored of it makes a repeat harmless.
/// </summary>
public static class LemonSqueezySignature
{
    /// <summary>Name of the header.</summary>
    public const string Header = "X-Signature";

    /// <summary>Valid when one of the secrets made it. Takes as long for a wrong signature as for a right one.</summary>
    /// <param name="body">The body as it came, before any parsing.</param>
    /// <param name="header">The header's value; null when it is absent.</param>
    /// <param name="secrets">Secrets in force; empty ones count for nothing.</param>
    public static SignatureVerdict Check(ReadOnlySpan<byte> body, string? header, IReadOnlyList<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (string.IsNullOrEmpty(header)) return SignatureVerdict.Missing;
        if (header.Length != HmacHex.Length) return SignatureVerdict.Malformed;
        var isValid = false;
        foreach (var secret in secrets)
        {
            if (secret.Length > 0) isValid |= HmacHex.Same(HmacHex.Of(secret, [], body), header);
        }
        return isValid ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }
}
