namespace Weir.Api.Admin.Grants;

/// <summary>Whose grant it is: ids of grants are unique within a customer.</summary>
/// <param name="CustomerId">The customer.</param>
internal sealed record GrantName(Guid CustomerId);
