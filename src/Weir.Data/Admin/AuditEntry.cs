namespace Weir.Data.Admin;

/// <summary>A change by hand.</summary>
/// <param name="EntryId">Id of the row.</param>
/// <param name="RecordedAt">When, by the clock that the change was stamped by.</param>
/// <param name="ActorKind">user, service_key, admin_key, command_line.</param>
/// <param name="ActorId">Id of the user or key; the kind again where there is only one of it.</param>
/// <param name="Action">Such as <c>grant.create</c>.</param>
/// <param name="TargetId">Id of what was changed.</param>
/// <param name="CustomerId">Whose it is; null when nobody's.</param>
/// <param name="RequestId">Which request; null for the command line.</param>
/// <param name="Details">A JSON object of ids, codes and numbers.</param>
public sealed record AuditEntry(
    Guid EntryId,
    DateTimeOffset RecordedAt,
    string ActorKind,
    string ActorId,
    string Action,
    string TargetId,
    Guid? CustomerId,
    string? RequestId,
    string Details);
