namespace Weir.Core.Billing;

/// <summary>A provider's customer, and whose it is.</summary>
/// <param name="ObjectId">Stripe <c>cus_…</c>; Lemon Squeezy's number.</param>
/// <param name="Version">Which fact is newer.</param>
/// <param name="CustomerId">The Weir customer that the checkout carried; null when this message does not say.</param>
/// <param name="Deleted">The provider deleted it.</param>
public sealed record BuyerFact(string ObjectId, FactVersion Version, Guid? CustomerId, bool Deleted)
    : BillingFact(ObjectId, Version);
