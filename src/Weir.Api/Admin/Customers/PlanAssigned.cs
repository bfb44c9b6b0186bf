namespace Weir.Api.Admin.Customers;

/// <summary>A plan that was assigned.</summary>
/// <param name="Plan">Plan code.</param>
/// <param name="EffectiveAt">From when it holds; later than now for one that takes something away.</param>
/// <param name="Changed">False when it was so already.</param>
/// <param name="Customer">The customer as it is now.</param>
internal sealed record PlanAssigned(string Plan, DateTimeOffset EffectiveAt, bool Changed, CustomerState Customer);
