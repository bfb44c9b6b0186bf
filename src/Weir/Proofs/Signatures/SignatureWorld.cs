using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Weir.Billing.LemonSqueezy;
using Weir.Billing.Stripe;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;

namespace Weir.Proofs.Signatures;

/// <summary>Two providers with a secret each, and what they have signed so far.</summary>
internal sealed class SignatureWorld
{
    public const long Now = 1_795_237_200;

    /// <summary>A text of the bodies that must come out nowhere.</summary>
    public const string Canary = "canary-7c20";

    private const string StripeSecret = "whsec_of_the_proof";
    private const string LemonSqueezySecret = "secret-of-the-proof";
    private const int MaxHeaderLength = 4096;

    public IReadOnlyList<SignedMessage> Messages { get; } =
    [
        .. SampleBodies.Stripe.Select((body, i) => Sign(BillingProvider.Stripe, Encoding.UTF8.GetBytes(body), Now - (40 * i))),
        .. SampleBodies.LemonSqueezy.Select(body => Sign(BillingProvider.LemonSqueezy, Encoding.UTF8.GetBytes(body), Now)),
    ];

    /// <summary>A message with a signature by this secret, the provider's own unless another is given.</summary>
    public static SignedMessage Sign(BillingProvider provider, byte[] body, long second, string? secret = null)
    {
        byte[] prefix = provider == BillingProvider.Stripe
            ? Encoding.ASCII.GetBytes(second.ToString(CultureInfo.InvariantCulture) + ".")
            : [];
        var key = Encoding.UTF8.GetBytes(
            secret ?? (provider == BillingProvider.Stripe ? StripeSecret : LemonSqueezySecret));
        byte[] data = [.. prefix, .. body];
        return new SignedMessage(provider, body, second, Convert.ToHexStringLower(HMACSHA256.HashData(key, data)));
    }

    /// <summary>As the product checks it.</summary>
    public static SignatureVerdict Check(SignatureMutant mutant) => mutant.Provider == BillingProvider.Stripe
        ? StripeSignature.Check(mutant.Body, mutant.Header, [StripeSecret], DateTimeOffset.FromUnixTimeSeconds(Now))
        : LemonSqueezySignature.Check(mutant.Body, mutant.Header, [LemonSqueezySecret]);

    /// <summary>As the product reads it, once it is let in.</summary>
    public static WebhookReading Read(SignatureMutant mutant) => mutant.Provider == BillingProvider.Stripe
        ? StripeEvents.Read(mutant.Body, BillingMode.Test)
        : LemonSqueezyEvents.Read(mutant.Body, BillingMode.Test, "4711");

    /// <summary>
    /// Whether it is one of the signed messages after all, unchanged where it matters: decided by what was signed, without any
    /// cryptography.
    /// </summary>
    public bool IsGenuine(SignatureMutant mutant) =>
        mutant.IsSigned || Messages.Any(message => message.Provider == mutant.Provider
            && message.Body.AsSpan().SequenceEqual(mutant.Body) && Carries(mutant.Header, message));

    private static bool Carries(string header, SignedMessage message)
    {
        if (message.Provider == BillingProvider.LemonSqueezy) return header == message.Digits;
        var items = header.Split(',');
        var times = items.Where(item => item.StartsWith("t=", StringComparison.Ordinal)).ToArray();
        return header.Length <= MaxHeaderLength && times is [var time] && time == $"t={message.Second}"
            && items.Contains($"v1={message.Digits}", StringComparer.Ordinal);
    }
}
