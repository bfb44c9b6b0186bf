using Weir.Core.Billing;

namespace Weir.Data.Billing;

/// <summary>What a customer pays a provider for, as the provider's newest message shows it.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Quantity">Seats.</param>
/// <param name="PeriodStartsAt">Start of the paid period; null when the provider does not say.</param>
/// <param name="PeriodEndsAt">Its end; null when the provider does not say.</param>
/// <param name="TrialEndsAt">When its trial ends, or ended; null without one.</param>
/// <param name="EndsAt">When access ends since it is not renewed; null: it renews.</param>
/// <param name="Status">Its state at the provider.</param>
public sealed record PaidSubscription(
    BillingProvider Provider, long Quantity, DateTimeOffset? PeriodStartsAt, DateTimeOffset? PeriodEndsAt,
    DateTimeOffset? TrialEndsAt, DateTimeOffset? EndsAt, BillingStatus Status)
{
    /// <summary>Whether the provider goes on collecting for it, or could again: another one would be paid beside it.</summary>
    public bool IsLivingAt(DateTimeOffset now) =>
        Status is BillingStatus.Trialing or BillingStatus.Active or BillingStatus.PastDue or BillingStatus.Unpaid
            or BillingStatus.Paused
        && (EndsAt is null || EndsAt > now);
}
