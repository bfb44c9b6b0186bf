using Weir.Core.Billing;
using Weir.Proofs.Signatures;

namespace Weir.Conformance.Tests.Kills;

/// <summary>A provider's message, to be signed anew at each attempt.</summary>
/// <param name="Provider">Whose.</param>
/// <param name="Key">What the inbox knows it by.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record Hook(BillingProvider Provider, string Key, byte[] Body)
{
    public const string StripeSecret = "whsec_of_the_kills";
    public const string LemonSqueezySecret = "secret-of-the-kills";
    public const string Store = "4711";

    public HttpRequestMessage ToRequest(Uri server, DateTimeOffset now)
    {
        var isStripe = Provider == BillingProvider.Stripe;
        var signed = SignatureWorld.Sign(
            Provider, Body, now.ToUnixTimeSeconds(), isStripe ? StripeSecret : LemonSqueezySecret);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, $"/v1/billing/{Provider.Name()}/webhook"))
        {
            Content = new ByteArrayContent(Body),
        };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(isStripe ? "Stripe-Signature" : "X-Signature", signed.Header);
        return request;
    }
}
