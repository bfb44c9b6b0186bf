using System.Text.Json.Serialization;

namespace Weir.Cli.Status;

/// <param name="ProviderUrl">Base of the provider stand-ins; null when real keys replaced them.</param>
/// <param name="StripeWebhookSecret">Signs the stand-in's webhooks.</param>
/// <param name="LemonSqueezyWebhookSecret">Likewise.</param>
internal sealed record SandboxStatus(
    string? ProviderUrl,
    string StripeWebhookSecret,
    [property: JsonPropertyName("lemonsqueezy_webhook_secret")] string LemonSqueezyWebhookSecret);
