using Weir.Core.Accounts;
using Weir.Core.Catalog;

namespace Weir.Gateway.Tests.Live;

/// <summary>
/// A catalog with a feature for every kind of route. Prices per million tokens: USD 2.00 / 0.20 / 2.50 / 10.00, flex
/// half.
/// </summary>
internal static class TestCatalog
{
    public const string Plain = "plain";
    public const string Flex = "flex";
    public const string Charged = "charged";
    public const string Closed = "closed";
    public const string Unpriced = "unpriced";
    public const string Unrouted = "unrouted";
    public const string Json = "json";

    public static readonly RouteTarget DefaultTarget = new("openai", "gpt-6-sol", "default");
    public static readonly RouteTarget FlexTarget = DefaultTarget with { Tier = "flex" };

    private static readonly InputField[] s_input =
        [new("text", InputType.Text, true) { MaxLength = 100_000 }, new("note", InputType.Text, false) { MaxLength = 100 }];

    public static AppCatalog Of(long hardLimitNanoUsd = 1_000_000_000, long generations = 1000, TimeSpan? firstByte = null, TimeSpan? timeout = null)
    {
        var flex = new ModelRoute(
            "flexible", FlexTarget, DefaultTarget, firstByte ?? timeout ?? TimeSpan.FromSeconds(5), timeout ?? TimeSpan.FromSeconds(20),
            new Dictionary<string, string>());
        var plain = flex with { Capability = "summarize", Target = DefaultTarget, Fallback = null };
        var unpriced = plain with { Capability = "unpriced", Target = DefaultTarget with { Model = "gpt-nobody-knows" } };
        return new AppCatalog
        {
            Blueprint = "gateway-test",
            CustomerKind = CustomerKind.Personal,
            DefaultPlanDevelopment = "test",
            Meters = [new("ai_cost", "nano_usd", MeterLimit.Granted), new("ai_tokens", "token", MeterLimit.None), new("generations", "generation", MeterLimit.Granted)],
            Plans =
            [
                new(
                    "test", 1, "Test",
                    [
                        new("managed_ai", EntitlementKind.Boolean),
                        Metered("ai_cost", hardLimitNanoUsd),
                        Metered("generations", generations),
                    ],
                    [plain, flex, unpriced]),
                new("bare", 1, "Bare", [], [plain]),
            ],
            Features =
            [
                Feature(Plain, "summarize"),
                Feature(Flex, "flexible"),
                Feature(Charged, "summarize") with { Charges = [new("generations", 1)] },
                Feature(Closed, "summarize") with { Entitlement = "nobody_has_this" },
                Feature(Unpriced, "unpriced"),
                Feature(Unrouted, "embed"),
                Feature(Json, "summarize") with { Output = OutputKind.Json },
            ],
            Prices = [Price("default", 1), Price("flex", 2)],
        };
    }

    private static PlanEntitlement Metered(string meter, long limit) =>
        new(meter, EntitlementKind.Metered) { Included = limit, HardLimit = limit, Period = PeriodKind.CalendarMonth };

    private static Feature Feature(string code, string capability) => new(
        code, code, capability, "managed_ai",
        new Prompt(code, 1, "Summarise.", "{{#if note}}{{note}}\n{{/if}}{{fence}}\n{{text}}\n{{fence}}"),
        s_input, 500, OutputKind.Text, []);

    private static Price Price(string tier, long half) => new(
        "openai", "gpt-6-sol", tier, 1, new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), 1_000_000,
        new TokenRates(2_000_000_000 / half, 200_000_000 / half, 2_500_000_000 / half, 10_000_000_000 / half));
}
