namespace Weir.Core.Billing;

/// <summary>
/// What a payment intent paid for. Refunds and disputes of Stripe name the intent alone. A link never changes: all that were
/// said hold.
/// </summary>
/// <param name="IntentId">Stripe's payment intent, or a charge that has none.</param>
/// <param name="PaymentId">The payment, as its fact names it: <c>invoice:in_1</c>; <see cref="Nothing"/>.</param>
/// <param name="Version">When it was said.</param>
public sealed record PaymentLinkFact(string IntentId, string PaymentId, FactVersion Version)
    : BillingFact($"{IntentId}/{PaymentId}", Version)
{
    /// <summary>It paid for no invoice: whose access it concerns is nobody's.</summary>
    public const string Nothing = "none";
}
