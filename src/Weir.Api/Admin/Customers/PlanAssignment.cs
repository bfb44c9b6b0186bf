namespace Weir.Api.Admin.Customers;

/// <summary>Which plan a customer shall be on, and when.</summary>
/// <param name="Plan">Plan code; its newest version counts.</param>
/// <param name="When">
/// auto (the default): at once if it takes nothing away, else at the period's end; now; period_end.
/// </param>
internal sealed record PlanAssignment(string Plan, string? When);
