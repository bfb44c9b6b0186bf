using Weir.Core.Billing;
using Weir.Data.Billing.Licenses;

namespace Weir.Api.Account;

/// <summary>The customer's licence.</summary>
/// <param name="Status">inactive (activated nowhere), active, expired or disabled.</param>
/// <param name="KeyShort">The end of its key.</param>
/// <param name="ActivationLimit">Instances at most; null: any number.</param>
/// <param name="ActivationUsage">Instances that are activated.</param>
/// <param name="ExpiresAt">When it ends; null: never.</param>
/// <param name="Instances">Where it is activated, oldest first; at most 100.</param>
internal sealed record MeLicence(
    LicenseState Status, string KeyShort, long? ActivationLimit, long ActivationUsage, DateTimeOffset? ExpiresAt,
    IReadOnlyList<MeLicenceInstance> Instances)
{
    public static MeLicence? Of(CustomerLicense? own) => own is null
        ? null
        : new(
            own.License.State, own.License.KeyShort, own.License.ActivationLimit, own.License.ActivationUsage,
            own.License.ExpiresAt, [.. own.Instances.Select(i => new MeLicenceInstance(i.Id, i.Name, i.ActivatedAt))]);
}
