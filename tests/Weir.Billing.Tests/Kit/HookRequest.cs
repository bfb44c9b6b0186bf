using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Weir.Core.Billing;

namespace Weir.Billing.Tests.Kit;

/// <summary>A message on its way to a webhook, signed as its provider does it; every part can be changed.</summary>
internal sealed record HookRequest
{
    public required BillingProvider Provider { get; init; }

    public required byte[] Body { get; init; }

    public required IReadOnlyList<string> Headers { get; init; }

    public string Method { get; init; } = "POST";

    public string? Path { get; init; }

    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public bool IsChunked { get; init; }

    /// <summary>What <c>Content-Length</c> says when that is not the truth.</summary>
    public long? Length { get; init; }

    /// <summary>A genuine message that gives something.</summary>
    public static HookRequest Genuine(BillingProvider provider, string? id = null) => Of(provider, Message(provider, id));

    /// <summary>This body, with the signature of the secret in force.</summary>
    public static HookRequest Of(BillingProvider provider, JsonObject message) =>
        Of(provider, Encoding.UTF8.GetBytes(message.ToJsonString()));

    public static HookRequest Of(BillingProvider provider, byte[] body) => new()
    {
        Provider = provider, Body = body, Headers = [SignatureHeader(provider, body)],
    };

    public static JsonObject Message(BillingProvider provider, string? id = null)
    {
        if (provider == BillingProvider.Stripe)
        {
            return StripeSamples.Event(
                "customer.subscription.updated", StripeSamples.Subscription(), id ?? $"evt_{Guid.CreateVersion7():N}");
        }
        var message = LemonSqueezySamples.Message("subscription_updated", LemonSqueezySamples.Subscription());
        message["meta"]!["webhook_id"] = id ?? Guid.CreateVersion7().ToString();
        return message;
    }

    public static string SignatureHeader(
        BillingProvider provider, byte[] body, string? secret = null, long second = StripeSamples.Created) =>
        provider == BillingProvider.Stripe
            ? $"Stripe-Signature: t={second},v1={StripeDigits(body, secret ?? WebhookServer.StripeSecret, second)}"
            : $"X-Signature: {Digits(body, secret ?? WebhookServer.LemonSqueezySecret)}";

    public static string StripeDigits(byte[] body, string secret, long second) =>
        Digits([.. Encoding.ASCII.GetBytes($"{second.ToString(CultureInfo.InvariantCulture)}."), .. body], secret);

    public static string Digits(byte[] data, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), data));

    public byte[] ToBytes()
    {
        var path = Path ?? (Provider == BillingProvider.Stripe ? "/v1/billing/stripe/webhook" : "/v1/billing/lemonsqueezy/webhook");
        var length = IsChunked ? "Transfer-Encoding: chunked" : $"Content-Length: {Length ?? Body.Length}";
        var head = $"{Method} {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Type: {ContentType}\r\n{length}\r\n"
            + string.Concat(Headers.Select(header => header + "\r\n")) + "\r\n";
        var body = IsChunked
            ? [.. Encoding.ASCII.GetBytes($"{Body.Length:x}\r\n"), .. Body, .. "\r\n0\r\n\r\n"u8]
            : Body;
        return [.. Encoding.UTF8.GetBytes(head), .. body];
    }
}
