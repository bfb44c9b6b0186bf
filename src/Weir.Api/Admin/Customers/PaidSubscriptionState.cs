using Weir.Core.Billing;

namespace Weir.Api.Admin.Customers;

/// <summary>A provider's subscription, as its newest message shows it.</summary>
/// <param name="Provider">Whose.</param>
/// <param name="Mode">test or live.</param>
/// <param name="Id">The provider's id.</param>
/// <param name="BuyerId">The provider's customer.</param>
/// <param name="PriceId">Price or variant.</param>
/// <param name="Status">Its state in the words of both providers.</param>
/// <param name="Quantity">Seats.</param>
/// <param name="PeriodStartsAt">Start of the paid period; null when the provider does not say.</param>
/// <param name="PeriodEndsAt">Its end.</param>
/// <param name="TrialEndsAt">When the trial ends, or ended.</param>
/// <param name="EndsAt">When access ends though it is active; null while it renews.</param>
/// <param name="UpdatedAt">Of when the newest message is.</param>
internal sealed record PaidSubscriptionState(
    BillingProvider Provider, BillingMode Mode, string Id, string BuyerId, string PriceId, BillingStatus Status,
    long Quantity, DateTimeOffset? PeriodStartsAt, DateTimeOffset? PeriodEndsAt, DateTimeOffset? TrialEndsAt,
    DateTimeOffset? EndsAt, DateTimeOffset UpdatedAt);
