using Weir.Core.Billing;

namespace Weir.Data.Billing;

/// <summary>What a customer pays a provider for, as the provider's newest message shows it.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Quantity">Seats.</param>
/// <param name="PeriodStartsAt">Start of the paid period; null when the provider does not say.</param>
/// <param name="PeriodEndsAt">Its end; null when the provider does not say.</param>
/// <param name="TrialEndsAt">When its trial ends, or ended; null without one.</param>
/// <param name="EndsAt">When access ends since it is not renewed; null: it renews.</param>
public sealed record PaidSubscription(
    BillingProvider Provider, long Quantity, DateTimeOffset? PeriodStartsAt, DateTimeOffset? PeriodEndsAt,
    DateTimeOffset? TrialEndsAt, DateTimeOffset? EndsAt);
