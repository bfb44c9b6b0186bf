using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;

namespace Weir.Billing.LemonSqueezy;

/// <summary>Licence keys (facts/lemonsqueezy §5). The key is hashed as it is read, and goes no further.</summary>
internal static class LemonSqueezyLicenseFacts
{
    private const int MaxKeyLength = 255;
    private const int MaxShortLength = 20;

    private static readonly FrozenDictionary<string, LicenseState> s_states = new Dictionary<string, LicenseState>
    {
        ["inactive"] = LicenseState.Inactive,
        ["active"] = LicenseState.Active,
        ["expired"] = LicenseState.Expired,
        ["disabled"] = LicenseState.Disabled,
    }.ToFrozenDictionary();

    public static IReadOnlyList<BillingFact> Of(LemonSqueezyObject license)
    {
        var attributes = license.Attributes;
        var buyer = attributes.NumberId("customer_id", required: true);
        var order = attributes.NumberId("order_id", required: true);
        var product = attributes.NumberId("product_id", required: true);
        var key = attributes.Text("key", MaxKeyLength, 1, required: true);
        var shown = attributes.Name("key_short", MaxShortLength, required: true);
        if (key is not null && key == shown)
            attributes.Faults.Add(attributes.PathOf("key_short"), "must not be the whole key");
        var state = attributes.Meaning("status", s_states);
        // A number in some answers, a truth value in others.
        var isDisabled = attributes.Any("disabled") is { ValueKind: System.Text.Json.JsonValueKind.Number }
            ? attributes.Whole("disabled", 0, 1) == 1
            : attributes.Flag("disabled") == true;
        var limit = attributes.Whole("activation_limit", 1, FactFields.MaxWhole);
        var expiresAt = attributes.IsoTime("expires_at");
        if (attributes.Faults.Any) return [];
        var fact = new LicenseFact(license.Id, license.Version(isLast: false))
        {
            CustomerId = license.CustomerId,
            BuyerId = buyer,
            OrderId = order,
            ProductId = product!,
            KeyHash = SHA256.HashData(Encoding.UTF8.GetBytes(key!)),
            KeyShort = shown!,
            State = isDisabled ? LicenseState.Disabled : state!.Value,
            ActivationLimit = limit,
            ExpiresAt = expiresAt,
        };
        return license.WithBuyer(fact, buyer!);
    }
}
