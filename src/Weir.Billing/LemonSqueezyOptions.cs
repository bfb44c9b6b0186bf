using System.Globalization;

namespace Weir.Billing;

/// <summary>Lemon Squeezy: keys and addresses (facts/lemonsqueezy §1, §3).</summary>
public sealed class LemonSqueezyOptions
{
    public required string ApiKey { get; set; }

    /// <summary>The store that every object must belong to.</summary>
    public required string StoreId { get; set; }

    /// <summary>6 to 40 characters each; several while one is replaced by another.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; set; } = [];

    /// <value>Default <c>https://api.lemonsqueezy.com</c>; the sandbox's address in development.</value>
    public Uri BaseUrl { get; set; } = new("https://api.lemonsqueezy.com");

    internal IEnumerable<string> Faults()
    {
        if (ApiKey.Length == 0) yield return "LEMONSQUEEZY_API_KEY: missing";
        if (!long.TryParse(StoreId, NumberStyles.None, CultureInfo.InvariantCulture, out var store) || store <= 0)
            yield return "LEMONSQUEEZY_STORE_ID: is the number of the store";
        if (WebhookSecrets.Count == 0)
            yield return "LEMONSQUEEZY_WEBHOOK_SECRET: missing; without it no payment would be heard of";
        if (BaseUrl.Scheme != Uri.UriSchemeHttps && !BaseUrl.IsLoopback)
            yield return "LemonSqueezyOptions.BaseUrl: must be https unless it is this machine: the key is sent to it";
    }
}
