namespace Weir.Api.Admin.Grants;

/// <summary>A grant that counts no longer.</summary>
/// <param name="Id">The grant.</param>
/// <param name="CustomerId">Its customer.</param>
/// <param name="Revoked">False when it had ended before.</param>
/// <param name="Lost">Units that were left and are lost; 0 when it had ended before.</param>
internal sealed record GrantEnd(Guid Id, Guid CustomerId, bool Revoked, long Lost);
