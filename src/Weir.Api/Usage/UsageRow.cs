using Weir.Api.Wire;
using Weir.Core.Engine;
using Weir.Core.Money;
using Weir.Core.Usage;

namespace Weir.Api.Usage;

/// <summary>A row of the ledger. Metadata only: it never holds a text of a user or a model.</summary>
/// <param name="Id">The event's id; the id of the answer that it belongs to.</param>
/// <param name="Kind">usage; or correction, whose numbers are what is added to another event's, and may be negative.</param>
/// <param name="Corrects">The event that a correction corrects; else null.</param>
/// <param name="Reason">Why, for a correction; else null.</param>
/// <param name="OccurredAt">When the call was made.</param>
/// <param name="RecordedAt">When the ledger took it in; the order of the list.</param>
/// <param name="UserId">Who called; null for a service.</param>
/// <param name="Feature">Feature code.</param>
/// <param name="Capability">What served it.</param>
/// <param name="Provider">Provider.</param>
/// <param name="Model">Model as the provider resolved it.</param>
/// <param name="ProviderRequestId">The provider's own id, for support.</param>
/// <param name="ProjectId">The client's own project id.</param>
/// <param name="DocumentId">The client's own document id.</param>
/// <param name="Status">completed, incomplete, failed, cancelled.</param>
/// <param name="ErrorCode">What went wrong; null when nothing did.</param>
/// <param name="Tokens">Tokens.</param>
/// <param name="CostUsd">Cost, an exact decimal string.</param>
/// <param name="Provenance">provider, estimated or client.</param>
/// <param name="TierRequested">Tier asked for.</param>
/// <param name="TierServed">Tier that served.</param>
/// <param name="Retried">Whether there was a second attempt.</param>
/// <param name="Meters">Units booked, by meter, in base units.</param>
internal sealed record UsageRow(
    Guid Id,
    UsageEventKind Kind,
    Guid? Corrects,
    string? Reason,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    Guid? UserId,
    string? Feature,
    string? Capability,
    string? Provider,
    string? Model,
    string? ProviderRequestId,
    string? ProjectId,
    string? DocumentId,
    string Status,
    string? ErrorCode,
    TokenTotals Tokens,
    string CostUsd,
    string Provenance,
    string? TierRequested,
    string? TierServed,
    bool Retried,
    IReadOnlyList<MeterQuantity> Meters)
{
    public static UsageRow Of(UsageEvent row)
    {
        var details = row.Details;
        return new UsageRow(
            row.EventId, row.Kind, row.Corrects, row.Reason, row.OccurredAt, row.RecordedAt, row.UserId, details.Feature,
            details.Capability,
            details.Provider, details.Model, details.ProviderRequestId, details.ProjectId, details.DocumentId,
            details.Status, details.ErrorCode,
            TokenTotals.Of(
                details.InputTokens, details.CachedInputTokens, details.OutputTokens, details.ReasoningTokens),
            UsdFormat.FromNano(details.CostNanoUsd), details.Provenance, details.TierRequested, details.TierServed,
            details.Retried, row.Lines);
    }
}
