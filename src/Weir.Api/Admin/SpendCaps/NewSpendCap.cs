namespace Weir.Api.Admin.SpendCaps;

/// <summary>A cap to set.</summary>
/// <param name="Meter">Meter code.</param>
/// <param name="Amount">Most overage in each period, base units, from 0 to 10^15.</param>
internal sealed record NewSpendCap(string Meter, long Amount);
