using Weir.Core.Billing;

namespace Weir.Api.Admin.Customers;

/// <summary>A licence key, without the key.</summary>
/// <param name="Provider">Whose.</param>
/// <param name="Mode">test or live.</param>
/// <param name="Id">The provider's id.</param>
/// <param name="KeyShort">The end of the key.</param>
/// <param name="Status">Its state now.</param>
/// <param name="ProductId">The product that it belongs to.</param>
/// <param name="ActivationLimit">Instances at most; null: any number.</param>
/// <param name="ActivationUsage">Instances that are activated.</param>
/// <param name="ExpiresAt">When it ends; null: never.</param>
internal sealed record LicenceState(
    BillingProvider Provider, BillingMode Mode, string Id, string KeyShort, LicenseState Status, string ProductId,
    long? ActivationLimit, long ActivationUsage, DateTimeOffset? ExpiresAt);
