namespace Weir.Core.Engine;

/// <summary>Posts a hold with what was really used, and writes the usage event, in one transaction.</summary>
/// <param name="CustomerId">The hold's customer.</param>
/// <param name="HoldId">The hold.</param>
/// <param name="EventId">Chosen by the caller (version 7): settling twice with one id has one effect.</param>
/// <param name="Lines">Real quantities; may be below, at or above the hold, and may name meters that were not held.</param>
/// <param name="Event">The ledger row.</param>
/// <param name="ReportBalances">Whether the answer brings the meters' balances after it: a query more.</param>
public sealed record SettleOperation(
    Guid CustomerId, Guid HoldId, Guid EventId, IReadOnlyList<MeterQuantity> Lines, UsageEventDetails Event,
    bool ReportBalances = false);
