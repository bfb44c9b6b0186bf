namespace Weir.Api.Admin.Audit;

/// <summary>Who changed something.</summary>
/// <param name="Kind">user, service_key, admin_key or command_line.</param>
/// <param name="Id">Id of the user or key; the kind again where there is only one of it.</param>
internal sealed record AuditActor(string Kind, string Id);
