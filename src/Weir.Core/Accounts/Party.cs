namespace Weir.Core.Accounts;

/// <summary>What an id that a service names stands for. A personal customer and its user share one.</summary>
/// <param name="Id">The id.</param>
/// <param name="OwnerId">As a customer: a member of it, an owner if there is one; null when it is none.</param>
/// <param name="CustomerIds">As a user: the customers that the user acts for.</param>
public sealed record Party(Guid Id, Guid? OwnerId, IReadOnlyList<Guid> CustomerIds);
