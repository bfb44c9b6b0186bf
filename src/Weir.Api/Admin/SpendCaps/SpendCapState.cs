using Weir.Core.Accounts;

namespace Weir.Api.Admin.SpendCaps;

/// <summary>How much overage of a meter a customer lets itself use in each period. Base units of the meter.</summary>
/// <param name="Meter">Meter code.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="Amount">Most overage; 0: what is included is the stop.</param>
/// <param name="PlanOverage">What the plan would allow without the cap.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
internal sealed record SpendCapState(string Meter, string Unit, long Amount, long PlanOverage, DateTimeOffset UpdatedAt)
{
    public static SpendCapState Of(SpendCap cap) => new(cap.Meter, cap.Unit, cap.Amount, cap.PlanOverage, cap.UpdatedAt);
}
