using Weir.Billing.Webhooks;
using Weir.Core.Billing;

namespace Weir.Billing.Providers;

/// <summary>Asks a provider what money was paid for, where no message has said it.</summary>
internal interface IPaymentLinks
{
    BillingProvider Provider { get; }

    /// <summary>
    /// What a payment intent paid for, and that payment; <see cref="PaymentLinkFact.Nothing"/> is an answer too. Null: the
    /// provider did not answer, which is logged.
    /// </summary>
    Task<FactReading?> FindAsync(string intentId, CancellationToken cancellationToken);
}
