using Weir.Core.Billing;

namespace Weir.Data.Billing;

/// <summary>A customer as a provider knows it.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="BuyerId">Its id there.</param>
public sealed record Buyer(BillingProvider Provider, string BuyerId);
