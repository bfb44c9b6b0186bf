namespace Weir.Api.Admin.Holds;

/// <summary>Whose hold it is: ids of holds are unique within a customer.</summary>
/// <param name="CustomerId">The customer.</param>
internal sealed record HoldName(Guid CustomerId);
