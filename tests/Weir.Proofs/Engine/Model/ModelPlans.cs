namespace Weir.Proofs.Engine.Model;

/// <summary>
/// The plans that customers are moved between: every period, tight and wide, with overage and without, with limits of every
/// scope, in versions that change amounts only, or the period too. Limits of one plan never end at one instant, so that it is
/// clear which of them a refusal names.
/// </summary>
internal static class ModelPlans
{
    private static readonly ModelLimit s_member = new(ModelMeters.Cost, "member", ModelPeriod.Day, 0, 25);
    private static readonly ModelLimit s_minute = new(ModelLimit.Requests, "customer", null, 60, 6);
    private static readonly ModelLimit s_feature = new(ModelMeters.Generations, "feature", ModelPeriod.Lifetime, 0, 12);

    public static IReadOnlyList<ModelPlan> All { get; } =
    [
        .. Plan("lifetime", ModelPeriod.Lifetime, (60, 60), (25, 45)),
        .. Plan("day", ModelPeriod.Day, (20, 20), (35, 50)),
        .. Plan("month", ModelPeriod.CalendarMonth, (50, 70), (80, 80), (10, 12)),
        .. Plan("billing", ModelPeriod.BillingMonth, (40, 40), (15, 60)),
        new("both", 1, [new(ModelMeters.Cost, ModelPeriod.BillingMonth, 30, 45), new(ModelMeters.Generations, ModelPeriod.Day, 5, 5)], []),
        new("both", 2, [new(ModelMeters.Cost, ModelPeriod.CalendarMonth, 30, 30), new(ModelMeters.Generations, ModelPeriod.Day, 9, 12)], []),
        new("both", 3, [new(ModelMeters.Generations, ModelPeriod.Lifetime, 40, 40)], []),
        new("overage", 1, [new(ModelMeters.Cost, ModelPeriod.CalendarMonth, 0, 55)], []),
        new("team", 1, [new(ModelMeters.Cost, ModelPeriod.BillingMonth, 90, 120)], [s_member, s_minute]),
        new("team", 2, [new(ModelMeters.Cost, ModelPeriod.BillingMonth, 90, 150)], [s_member with { Amount = 10 }, s_minute, s_feature]),
        new("rated", 1, [new(ModelMeters.Cost, ModelPeriod.Day, 100, 100)],
            [s_feature, new(ModelMeters.Cost, "member", null, 3600, 30), new(ModelLimit.Requests, "customer", ModelPeriod.BillingMonth, 0, 60)]),
    ];

    public static string[] Codes { get; } = [.. All.Select(p => p.Code).Distinct()];

    public static ModelPlan Newest(string code) => All.Last(p => p.Code == code);

    /// <summary>The version that a number stands for, whatever the number.</summary>
    public static ModelPlan Version(string code, int number)
    {
        var versions = All.Where(p => p.Code == code).ToList();
        return versions[number % versions.Count];
    }

    private static IEnumerable<ModelPlan> Plan(string code, ModelPeriod period, params (long Included, long Limit)[] versions) =>
        versions.Select((v, i) => new ModelPlan(code, i + 1, [new(ModelMeters.Cost, period, v.Included, v.Limit)], []));
}
