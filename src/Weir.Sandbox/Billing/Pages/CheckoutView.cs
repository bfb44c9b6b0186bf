namespace Weir.Sandbox.Billing.Pages;

/// <summary>What the page of a checkout shows.</summary>
/// <param name="Id">Of the checkout.</param>
/// <param name="Provider">For people.</param>
/// <param name="Price">What is bought.</param>
/// <param name="Quantity">Seats.</param>
/// <param name="TrialDays">Free days first; 0 for none.</param>
/// <param name="State"><c>open</c>, <c>complete</c>, <c>expired</c>.</param>
/// <param name="AmountMinor">What is paid now.</param>
/// <param name="CancelUrl">Where a buyer goes who does not buy; null for nowhere.</param>
/// <param name="Email">Known beforehand; null: the page asks.</param>
internal sealed record CheckoutView(
    string Id, string Provider, SandboxPrice Price, long Quantity, int TrialDays, string State, long AmountMinor,
    string? CancelUrl, string? Email);
