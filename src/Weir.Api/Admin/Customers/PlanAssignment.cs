namespace Weir.Api.Admin.Customers;

/// <summary>Which plan a customer shall be on.</summary>
/// <param name="Plan">Plan code; its newest version counts.</param>
internal sealed record PlanAssignment(string Plan);
