using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.Pages;

/// <summary>What the portal of one buyer shows.</summary>
/// <param name="Provider">For people.</param>
/// <param name="Subscriptions">The buyer's.</param>
/// <param name="Prices">What they can be changed to.</param>
/// <param name="ReturnUrl">Where the link back leads; null for none.</param>
internal sealed record PortalView(
    string Provider, IReadOnlyList<Subscription> Subscriptions, IReadOnlyList<SandboxPrice> Prices, string? ReturnUrl);
