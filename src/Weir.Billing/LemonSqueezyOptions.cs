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
}
