using Weir.Core.Billing;

namespace Weir.Api.Admin.Customers;

/// <summary>A provider's customer.</summary>
/// <param name="Provider">Whose.</param>
/// <param name="Mode">test or live.</param>
/// <param name="Id">The provider's id.</param>
/// <param name="Deleted">The provider deleted it.</param>
internal sealed record BuyerState(BillingProvider Provider, BillingMode Mode, string Id, bool Deleted);
