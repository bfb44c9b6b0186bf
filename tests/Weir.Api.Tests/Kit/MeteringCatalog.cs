using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Testing;

namespace Weir.Api.Tests.Kit;

/// <summary>A catalog with every kind of entitlement: overage, a lifetime allowance, static values, a recorded meter.</summary>
internal static class MeteringCatalog
{
    public const long CostIncluded = 1_000_000;
    public const long CostLimit = 1_500_000;
    public const int Generations = 5;

    public static AppCatalog Create() => new()
    {
        Blueprint = "metering",
        CustomerKind = CustomerKind.Personal,
        DefaultPlanDevelopment = "starter",
        DefaultPlanProduction = null,
        Meters =
        [
            new("ai_cost", "nano_usd", MeterLimit.Granted), new("ai_tokens", "token", MeterLimit.None),
            new("generations", "generation", MeterLimit.Granted), new("exports", "export", MeterLimit.Granted),
        ],
        Plans =
        [
            new("starter", 1, "Starter", [Cost(), Lifetime("generations", Generations), .. Rights()], []),
            new("pro", 1, "Pro", [Cost(), new("scritorio_pro", EntitlementKind.Boolean), .. Rights()], []),
            new("limited", 1, "Limited", [Cost(), .. Rights()], [])
            {
                Limits =
                [
                    new("calls", PlanLimit.Requests, LimitScope.Member, LimitPeriod.Window, 3) { WindowSeconds = 86_400 },
                    new("cost_of_feature", "ai_cost", LimitScope.Feature, LimitPeriod.CalendarMonth, 1_000),
                    new("tokens", "ai_tokens", LimitScope.Customer, LimitPeriod.Lifetime, 500),
                ],
            },
            new("anchored", 1, "Anchored", [Cost() with { Period = PeriodKind.BillingMonth }], []),
        ],
        Features =
        [
            SampleCatalog.Feature("chapter_summary", SampleCatalog.Summary),
            SampleCatalog.Feature("book_summary", SampleCatalog.Summary) with { Entitlement = "scritorio_pro" },
        ],
        Prices = [],
    };

    private static PlanEntitlement Cost() => new("ai_cost", EntitlementKind.Metered)
    {
        Included = CostIncluded, HardLimit = CostLimit, Period = PeriodKind.CalendarMonth,
    };

    private static PlanEntitlement Lifetime(string meter, long units) => new(meter, EntitlementKind.Metered)
    {
        Included = units, HardLimit = units, Period = PeriodKind.Lifetime,
    };

    private static PlanEntitlement[] Rights() =>
    [
        new("managed_ai", EntitlementKind.Boolean), new("languages", EntitlementKind.Static) { Value = "2" },
        new("tts_tier", EntitlementKind.Static) { Value = "basic" },
    ];
}
