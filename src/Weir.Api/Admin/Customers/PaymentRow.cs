using Weir.Core.Billing;

namespace Weir.Api.Admin.Customers;

/// <summary>An invoice, order, charge or dispute.</summary>
/// <param name="Provider">Whose.</param>
/// <param name="Mode">test or live.</param>
/// <param name="Id">The provider's id, with its kind before it.</param>
/// <param name="SubscriptionId">The subscription that it pays; null for what is bought once.</param>
/// <param name="PriceId">What it was paid for, when bought once.</param>
/// <param name="State">What became of it.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="AmountMinor">In the currency's smallest unit.</param>
/// <param name="RefundedMinor">Given back so far.</param>
/// <param name="Currency">ISO 4217.</param>
internal sealed record PaymentRow(
    BillingProvider Provider, BillingMode Mode, string Id, string? SubscriptionId, string? PriceId, PaymentState State,
    DateTimeOffset MadeAt, long AmountMinor, long RefundedMinor, string Currency);
