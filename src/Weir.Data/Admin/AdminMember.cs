namespace Weir.Data.Admin;

/// <summary>A user that acts for a customer.</summary>
public sealed record AdminMember(Guid UserId, string Role, DateTimeOffset CreatedAt);
