using System.Text.Json;
using Weir.Data.Admin;

namespace Weir.Api.Admin.Audit;

/// <summary>A change that somebody made by hand.</summary>
/// <param name="Id">Id of the row.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">
/// Such as grant.create, hold.void, plan.assign, billing.recompute, key.create, key.revoke, webhook.replay, meter_event.replay.
/// </param>
/// <param name="TargetId">Id of what was changed.</param>
/// <param name="CustomerId">Whose it is; null when nobody's.</param>
/// <param name="RequestId">Which request; null for the command line.</param>
/// <param name="Details">Ids, codes and numbers of the change.</param>
internal sealed record AuditLogRow(
    Guid Id,
    DateTimeOffset RecordedAt,
    AuditActor Actor,
    string Action,
    string TargetId,
    Guid? CustomerId,
    string? RequestId,
    JsonElement Details)
{
    public static AuditLogRow Of(AuditEntry entry) => new(
        entry.EntryId, entry.RecordedAt, new AuditActor(entry.ActorKind, entry.ActorId), entry.Action, entry.TargetId,
        entry.CustomerId, entry.RequestId, JsonElement.Parse(entry.Details));
}
