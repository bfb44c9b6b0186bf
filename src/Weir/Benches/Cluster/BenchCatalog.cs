using Weir.Core.Accounts;
using Weir.Core.Catalog;

namespace Weir.Benches.Cluster;

/// <summary>The bench's app: one plan with an allowance that no run uses up, and a meter whose units are raced for.</summary>
internal static class BenchCatalog
{
    public const string Plan = "bench";
    public const string Meter = "generations";
    public const string RaceMeter = "race_units";
    private const long Allowance = 1_000_000_000_000;

    public static AppCatalog Create() => new()
    {
        Blueprint = "bench",
        CustomerKind = CustomerKind.Personal,
        DefaultPlanDevelopment = Plan,
        DefaultPlanProduction = Plan,
        Meters =
        [
            new(Meter, "generation", MeterLimit.Granted),
            new(RaceMeter, "unit", MeterLimit.Granted),
        ],
        Plans =
        [
            new Plan(
                Plan,
                1,
                "Bench",
                [
                    new(Meter, EntitlementKind.Metered)
                    {
                        Included = Allowance, HardLimit = Allowance, Period = PeriodKind.BillingMonth,
                    },
                ],
                []),
        ],
        Features = [],
        Prices = [],
    };
}
