namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>A customer of the store: one for each e-mail.</summary>
internal sealed record LemonBuyer(string Id, string Email, DateTimeOffset CreatedAt);
