namespace Weir.Api.Admin.Keys;

/// <summary>A key that lets nobody in any more.</summary>
/// <param name="Id">The key's id.</param>
/// <param name="Revoked">Always true.</param>
internal sealed record KeyRevoked(Guid Id, bool Revoked);
