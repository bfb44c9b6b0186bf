using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Billing.Tests.Kit;
using Weir.Core.Billing;

namespace Weir.Billing.Tests.Webhooks;

/// <summary>The forgery matrix: what must be refused, at both providers, and by which check.</summary>
internal static class Forgeries
{
    private const string Missing = "signature_missing";
    private const string Malformed = "signature_malformed";
    private const string Stale = "signature_stale";
    private const string Mismatch = "signature_mismatch";
    private const string Unreadable = "unreadable";
    private const long Now = StripeSamples.Created;

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public static IReadOnlyList<Forgery> All { get; } =
    [
        .. new[] { BillingProvider.Stripe, BillingProvider.LemonSqueezy }
            .SelectMany(p => Signatures(p).Concat(Bodies(p)).Concat(Transports(p)).Concat(Strangers(p))),
        .. StripeHeaders(),
        .. LemonSqueezyHeaders(),
    ];

    private static IEnumerable<Forgery> Signatures(BillingProvider provider)
    {
        var good = HookRequest.Genuine(provider);
        var name = provider == BillingProvider.Stripe ? "Stripe-Signature" : "X-Signature";
        yield return new("no header", 400, Missing, good with { Headers = [] });
        yield return new("empty header", 400, Missing, good with { Headers = [name + ":"] });
        yield return new("wrong secret", 400, Mismatch, Signed(good, "whsec_of_somebody"));
        yield return new("secret that was replaced", 400, Mismatch, Signed(good, "whsec_old"));
        yield return new("empty secret", 400, Mismatch, Signed(good, ""));
        yield return new("secret with a blank behind it", 400, Mismatch, Signed(good, Secret(provider) + " "));
        yield return new("header twice", 400, Malformed, good with { Headers = [good.Headers[0], good.Headers[0]] });
        yield return new("header of no ASCII", 400, Malformed, good with { Headers = [$"{name}: ünsigniert"] });
        var other = provider == BillingProvider.Stripe ? BillingProvider.LemonSqueezy : BillingProvider.Stripe;
        var foreign = HookRequest.Genuine(other);
        yield return new(
            "message of the other provider", 400, Missing, good with { Body = foreign.Body, Headers = foreign.Headers });
        yield return new(
            "digits of the other provider's secret", 400, Mismatch, Signed(good, Secret(other)));
    }

    private static IEnumerable<Forgery> Bodies(BillingProvider provider)
    {
        var good = HookRequest.Genuine(provider);
        var text = Encoding.UTF8.GetString(good.Body);
        yield return new("one byte more", 400, Mismatch, good with { Body = [.. good.Body, (byte)' '] });
        yield return new("one byte less", 400, Mismatch, good with { Body = good.Body[..^1] });
        yield return new("no body", 400, Mismatch, good with { Body = [] });
        yield return new("written anew", 400, Mismatch,
            good with { Body = Encoding.UTF8.GetBytes(JsonNode.Parse(text)!.ToJsonString(s_indented)) });
        yield return new("byte order mark before it", 400, Mismatch, good with { Body = [0xEF, 0xBB, 0xBF, .. good.Body] });
        yield return new("in UTF-16", 400, Mismatch, good with { Body = Encoding.Unicode.GetBytes(text) });
        yield return new("compressed", 400, Mismatch, good with { Body = Compress(good.Body) });
        yield return new("another customer", 400, Mismatch,
            good with { Body = Encoding.UTF8.GetBytes(text.Replace(StripeSamples.Customer, Guid.Empty.ToString())) });
        yield return new("signed, with a byte order mark", 400, Unreadable, HookRequest.Of(provider, [0xEF, 0xBB, 0xBF, .. good.Body]));
        yield return new("signed, no JSON", 400, Unreadable, HookRequest.Of(provider, "not json"u8.ToArray()));
        yield return new("signed, an array", 400, Unreadable, HookRequest.Of(provider, "[]"u8.ToArray()));
        yield return new("signed, a member twice", 400, Unreadable,
            HookRequest.Of(provider, Encoding.UTF8.GetBytes(text[..^1] + ",\"id\":\"evt_2\",\"id\":\"evt_3\"}")));
        yield return new("signed, without end", 400, Unreadable,
            HookRequest.Of(provider, Encoding.UTF8.GetBytes(new string('[', 100_000))));
        yield return new("signed, of no type", 400, Unreadable, HookRequest.Of(provider, "{}"u8.ToArray()));
    }

    private static IEnumerable<Forgery> Transports(BillingProvider provider)
    {
        var good = HookRequest.Genuine(provider);
        yield return new("GET", 405, "method_not_allowed", good with { Method = "GET" });
        yield return new("PUT", 405, "method_not_allowed", good with { Method = "PUT" });
        yield return new("as text", 415, "unsupported_media_type", good with { ContentType = "text/plain" });
        yield return new("as a form", 415, "unsupported_media_type",
            good with { ContentType = "application/x-www-form-urlencoded" });
        yield return new("signed, in UTF-16", 415, "unsupported_media_type",
            HookRequest.Of(provider, Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(good.Body))) with
            {
                ContentType = "application/json; charset=utf-16",
            });
        var zipped = HookRequest.Of(provider, Compress(good.Body));
        yield return new("signed, compressed", 415, "unsupported_media_type",
            zipped with { Headers = [.. zipped.Headers, "Content-Encoding: gzip"] });
        yield return new("below the path", 404, "not_found", good with { Path = "/v1/billing/stripe/webhook/x" });
        yield return new("chunked, wrong secret", 400, Mismatch, Signed(good, "whsec_of_somebody") with { IsChunked = true });
        var large = HookRequest.Of(provider, new byte[(1024 * 1024) + 1]);
        yield return new("a byte above 1 MiB", 413, "body_too_large", large);
        yield return new("a byte above 1 MiB, chunked", 413, "body_too_large", large with { IsChunked = true });
        yield return new("30 MB", 413, "body_too_large", HookRequest.Of(provider, new byte[30_000_000]));
    }

    private static IEnumerable<Forgery> Strangers(BillingProvider provider)
    {
        var live = HookRequest.Message(provider);
        if (provider == BillingProvider.Stripe) live["livemode"] = true;
        else live["meta"]!["test_mode"] = false;
        yield return new("of the other world", 400, "other_mode", HookRequest.Of(provider, live));

        var foreign = HookRequest.Message(provider);
        if (provider == BillingProvider.Stripe) foreign["account"] = "acct_1";
        else foreign["data"]!["attributes"]!["store_id"] = 4712;
        yield return new("of another store", 400, "other_account", HookRequest.Of(provider, foreign));
    }

    private static IEnumerable<Forgery> StripeHeaders()
    {
        var good = HookRequest.Genuine(BillingProvider.Stripe);
        var digits = HookRequest.StripeDigits(good.Body, WebhookServer.StripeSecret, Now);
        foreach (var (name, reason, value) in new[]
        {
            ("v0 only", Malformed, $"t={Now},v0={digits}"),
            ("no time", Malformed, $"v1={digits}"),
            ("no signature", Malformed, $"t={Now}"),
            ("time is no number", Malformed, $"t=now,v1={digits}"),
            ("time below 0", Malformed, $"t=-{Now},v1={digits}"),
            ("time beyond 64 bits", Malformed, $"t={ulong.MaxValue},v1={digits}"),
            ("time of 2038", Stale, $"t=2147483648,v1={HookRequest.StripeDigits(good.Body, WebhookServer.StripeSecret, 2_147_483_648)}"),
            ("two times", Malformed, $"t={Now},t={Now},v1={digits}"),
            ("another time than was signed", Mismatch, $"t={Now - 1},v1={digits}"),
            ("upper case", Mismatch, $"t={Now},v1={digits.ToUpperInvariant()}"),
            ("cut", Mismatch, $"t={Now},v1={digits[..62]}"),
            ("longer", Mismatch, $"t={Now},v1={digits}00"),
            ("signed without the time", Mismatch, $"t={Now},v1={HookRequest.Digits(good.Body, WebhookServer.StripeSecret)}"),
            ("secret without its prefix", Mismatch, $"t={Now},v1={HookRequest.StripeDigits(good.Body, "in_force", Now)}"),
            ("300 signatures", Malformed, $"t={Now}{string.Concat(Enumerable.Repeat(",v1=" + new string('0', 64), 300))},v1={digits}"),
        })
        {
            yield return new(name, 400, reason, good with { Headers = ["Stripe-Signature: " + value] });
        }
        yield return new("301 s old", 400, Stale, At(good, Now - 301));
        yield return new("301 s ahead", 400, Stale, At(good, Now + 301));
        // 10,000 of them are more header than the server takes.
        yield return new("10,000 signatures", 431, "",
            good with { Headers = [$"Stripe-Signature: t={Now}{string.Concat(Enumerable.Repeat(",v1=" + digits, 10_000))}"] });
    }

    private static IEnumerable<Forgery> LemonSqueezyHeaders()
    {
        var good = HookRequest.Genuine(BillingProvider.LemonSqueezy);
        var digits = HookRequest.Digits(good.Body, WebhookServer.LemonSqueezySecret);
        foreach (var (name, reason, value) in new[]
        {
            ("upper case", Mismatch, digits.ToUpperInvariant()),
            ("cut", Malformed, digits[..62]),
            ("longer", Malformed, digits + "00"),
            ("with a scheme", Malformed, "sha256=" + digits),
            ("two in one", Malformed, $"{digits},{digits}"),
            ("base64", Malformed, Convert.ToBase64String(Convert.FromHexString(digits))),
        })
        {
            yield return new(name, 400, reason, good with { Headers = ["X-Signature: " + value] });
        }
    }

    private static HookRequest Signed(HookRequest request, string secret) => request with
    {
        Headers = [HookRequest.SignatureHeader(request.Provider, request.Body, secret)],
    };

    private static HookRequest At(HookRequest request, long second) => request with
    {
        Headers = [HookRequest.SignatureHeader(request.Provider, request.Body, second: second)],
    };

    private static string Secret(BillingProvider provider) =>
        provider == BillingProvider.Stripe ? WebhookServer.StripeSecret : WebhookServer.LemonSqueezySecret;

    private static byte[] Compress(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal)) gzip.Write(body);
        return compressed.ToArray();
    }
}
