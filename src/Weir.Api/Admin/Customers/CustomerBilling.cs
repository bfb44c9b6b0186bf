using System.Text.Json;
using Weir.Api.Wire;

namespace Weir.Api.Admin.Customers;

/// <summary>What is known of a customer's payments. Ids are the providers'; nothing names a person.</summary>
/// <param name="Buyers">The providers' customers that are this one's.</param>
/// <param name="Subscriptions">Newest first.</param>
/// <param name="Payments">Newest first, at most 100.</param>
/// <param name="Licences">Newest first, without keys.</param>
/// <param name="Entitlements">What follows from them, by key.</param>
internal sealed record CustomerBilling(
    IReadOnlyList<BuyerState> Buyers,
    IReadOnlyList<PaidSubscriptionState> Subscriptions,
    IReadOnlyList<PaymentRow> Payments,
    IReadOnlyList<LicenceState> Licences,
    IReadOnlyList<PaidEntitlementState> Entitlements)
{
    /// <summary>From the document of the database.</summary>
    public static CustomerBilling Read(string document) =>
        JsonSerializer.Deserialize<CustomerBilling>(document, ApiJson.Options)
        ?? throw new InvalidOperationException("The document of a customer's billing is null.");
}
