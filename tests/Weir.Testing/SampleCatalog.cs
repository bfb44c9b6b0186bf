using Weir.Core.Accounts;
using Weir.Core.Catalog;

namespace Weir.Testing;

/// <summary>A small catalog with one of everything: a plan in two sizes, a route with fallback, a feature, prices.</summary>
public static class SampleCatalog
{
    public static readonly DateTimeOffset PricesFrom = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly Prompt Summary = new("summary", 1, "Summarise.", "{{text}}");

    public static AppCatalog Create() => new()
    {
        Blueprint = "sample",
        CustomerKind = CustomerKind.Personal,
        DefaultPlanDevelopment = "starter",
        DefaultPlanProduction = null,
        Meters = [new("ai_cost", "nano_usd", MeterLimit.Granted), new("ai_tokens", "token", MeterLimit.None)],
        Plans = [Plan("starter", 1_000_000), Plan("pro", 50_000_000)],
        Features = [Feature("chapter_summary", Summary)],
        Prices = [Price("default", 250_000_000), Price("flex", 125_000_000)],
    };

    public static Plan Plan(string code, long costNanoUsd) => new(
        code,
        1,
        code.ToUpperInvariant(),
        [
            new("ai_cost", EntitlementKind.Metered)
            {
                Included = costNanoUsd, HardLimit = costNanoUsd * 2, Period = PeriodKind.BillingMonth,
            },
            new("managed_ai", EntitlementKind.Boolean),
            new("tts_tier", EntitlementKind.Static) { Value = "basic" },
        ],
        [Route("flex")]);

    public static ModelRoute Route(string tier) => new(
        "summarize",
        new("openai", "gpt-5-mini", tier),
        new("openai", "gpt-5-mini", "default"),
        TimeSpan.FromSeconds(20),
        TimeSpan.FromMinutes(2),
        new Dictionary<string, string> { ["reasoning_effort"] = "low" });

    public static Feature Feature(string code, Prompt prompt) => new(
        code,
        "Chapter summary",
        "summarize",
        "managed_ai",
        prompt,
        [
            new("text", InputType.Text, true) { MaxLength = 200_000 },
            new("chapters", InputType.Array, false)
            {
                MinItems = 1, MaxItems = 50, Items = [new("title", InputType.Text, false) { MaxLength = 300 }],
            },
        ],
        1500,
        OutputKind.Text,
        [new("ai_tokens", 1)]);

    public static Price Price(string tier, long inputNanoUsd) => new(
        "openai", "gpt-5-mini", tier, 1, PricesFrom, 1_000_000,
        new TokenRates(inputNanoUsd, inputNanoUsd / 10, inputNanoUsd, inputNanoUsd * 8))
    {
        LongContextAbove = 272_000,
        LongContextRates = new TokenRates(inputNanoUsd * 2, inputNanoUsd / 5, inputNanoUsd * 2, inputNanoUsd * 12),
        Source = "made up",
    };
}
