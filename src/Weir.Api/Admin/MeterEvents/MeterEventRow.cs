using Weir.Data.Billing.Overage;

namespace Weir.Api.Admin.MeterEvents;

/// <summary>What one of Stripe's meters is told: by how much the overage of a customer's period has grown.</summary>
/// <param name="Id">Its identifier at Stripe, too.</param>
/// <param name="CustomerId">Whose overage.</param>
/// <param name="Mode">test or live.</param>
/// <param name="Meter">What is counted here.</param>
/// <param name="StripeMeter">The event name of Stripe's meter.</param>
/// <param name="StripeCustomer">Stripe's customer.</param>
/// <param name="Units">The increase, in units of the meter.</param>
/// <param name="Value">The same as Stripe is told.</param>
/// <param name="OccurredAt">When it counts at Stripe.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="State">waiting, sent or parked.</param>
/// <param name="Attempts">How often it was sent, since it was written or replayed.</param>
/// <param name="NextAttemptAt">When it is sent next; null unless it waits.</param>
/// <param name="Reason">Why it waits or is parked.</param>
/// <param name="SentAt">When Stripe said that it has it.</param>
internal sealed record MeterEventRow(
    Guid Id,
    Guid CustomerId,
    string Mode,
    string Meter,
    string StripeMeter,
    string StripeCustomer,
    long Units,
    long Value,
    DateTimeOffset OccurredAt,
    DateTimeOffset CreatedAt,
    string State,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    string? Reason,
    DateTimeOffset? SentAt)
{
    public static MeterEventRow Of(OverageMessage row) => new(
        row.Id, row.CustomerId, row.Mode, row.Meter, row.EventName, row.BuyerId, row.Units, row.Value, row.OccurredAt,
        row.CreatedAt, row.State, row.Attempts, row.NextAttemptAt, row.Reason, row.SentAt);
}
