namespace Weir.Data.Billing;

/// <summary>Whether a key is this checkout's, and what the first request with it made.</summary>
/// <param name="IsOurs">False: the key belongs to another request.</param>
/// <param name="CheckoutId">The provider's id; null when none is known yet.</param>
public sealed record CheckoutClaim(bool IsOurs, string? CheckoutId);
