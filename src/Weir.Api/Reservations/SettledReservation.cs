using Weir.Core.Engine;

namespace Weir.Api.Reservations;

/// <summary>A reservation that was settled: the same answer, however often it is asked for.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Status">posted.</param>
/// <param name="EventId">Its row in the ledger.</param>
/// <param name="Late">Whether it had expired or was voided before; then it is settled all the same.</param>
/// <param name="Used">What was posted, by meter.</param>
/// <param name="Overrun">The part beyond hold and limits, by meter; empty in the normal case.</param>
internal sealed record SettledReservation(
    string Id, HoldState Status, Guid EventId, bool Late, IReadOnlyList<MeterQuantity> Used,
    IReadOnlyList<MeterQuantity> Overrun)
{
    public static SettledReservation Of(string id, SettleOperation operation, SettleResult result) => new(
        id, HoldState.Posted, result.EventId, result.Status is SettleStatus.PostedLate, Ordered(operation.Lines),
        Ordered(result.Overrun));

    public static SettledReservation Of(string id, Hold hold) => new(
        id, HoldState.Posted, hold.EventId!.Value, hold.Late, Ordered(hold.Used), Ordered(hold.Overrun));

    private static MeterQuantity[] Ordered(IEnumerable<MeterQuantity> lines) =>
        [.. lines.OrderBy(line => line.Meter, StringComparer.Ordinal)];
}
