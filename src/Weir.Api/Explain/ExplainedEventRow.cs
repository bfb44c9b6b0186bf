using Weir.Core.Money;
using Weir.Core.Usage;

namespace Weir.Api.Explain;

/// <summary>A row of the ledger, as it counts for the meter.</summary>
/// <param name="EventId">The row.</param>
/// <param name="Kind">usage, or correction: a later change of another row's numbers.</param>
/// <param name="Corrects">The row that a correction corrects.</param>
/// <param name="Reason">Why, for a correction.</param>
/// <param name="OccurredAt">Decides its day and month.</param>
/// <param name="RecordedAt">When the ledger took it in; the order of the list.</param>
/// <param name="Units">Units of the meter; negative where a correction gave back.</param>
/// <param name="Overrun">The part beyond what was held and every limit.</param>
/// <param name="Late">Whether its hold had ended before it was settled.</param>
/// <param name="UserId">Who called; null for a service.</param>
/// <param name="Feature">Feature code.</param>
/// <param name="Provider">Provider.</param>
/// <param name="Model">Model.</param>
/// <param name="CostUsd">What the whole call cost.</param>
/// <param name="PriceVersion">The price it was rated by.</param>
/// <param name="Provenance">provider, estimated or client.</param>
/// <param name="Status">How the call ended.</param>
internal sealed record ExplainedEventRow(
    Guid EventId, UsageEventKind Kind, Guid? Corrects, string? Reason, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt,
    long Units, long Overrun, bool Late, Guid? UserId, string? Feature, string? Provider, string? Model, string CostUsd,
    int PriceVersion, string Provenance, string Status)
{
    public static ExplainedEventRow Of(ExplainedEvent row) => new(
        row.EventId, row.Kind, row.Corrects, row.Reason, row.OccurredAt, row.RecordedAt, row.Units, row.Overrun, row.Late,
        row.UserId, row.Feature, row.Provider, row.Model, UsdFormat.FromNano(row.CostNanoUsd), row.PriceVersion,
        row.Provenance, row.Status);
}
