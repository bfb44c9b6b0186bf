namespace Weir.Sandbox.Billing.Stripe;

/// <summary>An event, as it was sent.</summary>
/// <param name="Id"><c>evt_…</c></param>
/// <param name="Type">Of the event.</param>
/// <param name="CreatedAt">Whole seconds.</param>
/// <param name="Json">All of it.</param>
internal sealed record StripeEvent(string Id, string Type, DateTimeOffset CreatedAt, string Json);
