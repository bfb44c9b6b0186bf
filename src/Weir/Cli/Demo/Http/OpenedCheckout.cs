namespace Weir.Cli.Demo.Http;

/// <summary>What <c>POST /v1/billing/checkout</c> answers.</summary>
internal sealed record OpenedCheckout(Uri Url, string Provider, string Id);
