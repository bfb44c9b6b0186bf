using Weir.Core.Billing;
using Weir.Data.Billing.Licenses;

namespace Weir.Api.Licenses;

/// <summary>A licence key, as it may be shown.</summary>
/// <param name="Status">inactive (activated nowhere), active, expired or disabled.</param>
/// <param name="KeyShort">The end of the key.</param>
/// <param name="ActivationLimit">Instances at most; null: any number.</param>
/// <param name="ActivationUsage">Instances that are activated.</param>
/// <param name="ExpiresAt">When it ends; null: never.</param>
internal sealed record LicenseKeyState(
    LicenseState Status, string KeyShort, long? ActivationLimit, long ActivationUsage, DateTimeOffset? ExpiresAt)
{
    public static LicenseKeyState Of(LicenseView view) =>
        new(view.State, view.KeyShort, view.ActivationLimit, view.ActivationUsage, view.ExpiresAt);
}
