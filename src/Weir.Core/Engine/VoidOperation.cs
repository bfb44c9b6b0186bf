namespace Weir.Core.Engine;

/// <summary>Releases a hold whose call cost nothing.</summary>
/// <param name="CustomerId">The hold's customer.</param>
/// <param name="HoldId">The hold.</param>
/// <param name="Reason">A code, such as <c>provider_error</c>; never text from a user or a provider.</param>
public sealed record VoidOperation(Guid CustomerId, Guid HoldId, string Reason);
