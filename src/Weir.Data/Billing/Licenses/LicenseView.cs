using Weir.Core.Billing;

namespace Weir.Data.Billing.Licenses;

/// <summary>What may be shown of a licence.</summary>
/// <param name="KeyShort">The end of its key.</param>
/// <param name="State">Its state now.</param>
/// <param name="ActivationLimit">Instances at most; null: any number.</param>
/// <param name="ActivationUsage">Instances that are activated.</param>
/// <param name="ExpiresAt">When it ends; null: never.</param>
public sealed record LicenseView(
    string KeyShort, LicenseState State, long? ActivationLimit, long ActivationUsage, DateTimeOffset? ExpiresAt);
