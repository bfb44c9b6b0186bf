namespace Weir.Core.Accounts;

/// <summary>How much overage of a meter a customer lets itself use in each period. Quantities are base units.</summary>
/// <param name="Meter">Meter code.</param>
/// <param name="Unit">Unit as the catalog names it.</param>
/// <param name="Amount">Most overage; 0: what is included is the stop.</param>
/// <param name="PlanOverage">The overage that the customer's plan allows now without the cap.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record SpendCap(string Meter, string Unit, long Amount, long PlanOverage, DateTimeOffset UpdatedAt);
