using Weir.Api.Blueprints;
using Weir.Core.Accounts;
using Weir.Core.Billing;
using Weir.Core.Catalog;
using Weir.Core.Pricing;

namespace Weir.Api.Tests.Blueprints;

public sealed class ScritorioTests
{
    /// <summary>A chapter of about 3,000 tokens.</summary>
    private const int ChapterBytes = 12_000;

    private static readonly BlueprintResult s_result = Blueprint.Load("scritorio");
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Is_valid()
    {
        s_result.Faults.ShouldBeEmpty();
        var catalog = s_result.Catalog.ShouldNotBeNull();
        catalog.Blueprint.ShouldBe("scritorio");
        catalog.CustomerKind.ShouldBe(CustomerKind.Personal);
        catalog.DropIn.ShouldBeFalse();
    }

    [Fact]
    public void A11_the_development_plan_is_a_default_in_development_only()
    {
        s_result.Catalog!.DefaultPlanDevelopment.ShouldBe("dev_managed_ai");
        s_result.Catalog.DefaultPlanProduction.ShouldBeNull();
        s_result.Catalog.Plans.ShouldContain(p => p.Code == "managed_ai_monthly");
    }

    [Fact]
    public void A17_the_paid_plan_is_sold_by_both_providers_in_both_modes_under_other_ids()
    {
        var catalog = new CatalogIndex(s_result.Catalog!);
        var ids = new List<string>();
        foreach (var provider in Enum.GetValues<BillingProvider>())
        {
            foreach (var mode in Enum.GetValues<BillingMode>())
            {
                var price = catalog.FindPriceOfPlan("managed_ai_monthly", provider, mode).ShouldNotBeNull();
                catalog.FindPlanByPrice(provider, mode, price).ShouldNotBeNull().Code.ShouldBe("managed_ai_monthly");
                catalog.FindPlanByPrice(provider, mode == BillingMode.Live ? BillingMode.Test : BillingMode.Live, price)
                    .ShouldBeNull();
                ids.Add(price);
            }
        }
        ids.ShouldBeUnique();
        catalog.FindPriceOfPlan("dev_managed_ai", BillingProvider.Stripe, BillingMode.Live).ShouldBeNull();
    }

    [Fact]
    public void A7_both_features_take_the_input_of_the_contract()
    {
        var features = s_result.Catalog!.Features.ToDictionary(f => f.Code);
        Describe(features["chapter_summary"].Input).ShouldBe("title?:Text text:Text instructions?:Text");
        Describe(features["act_summary"].Input).ShouldBe(
            "title?:Text chapters:Array[title?:Text text:Text] instructions?:Text");
    }

    [Fact]
    public void A8_summaries_ask_for_flex_and_fall_back_to_default_at_twice_the_price()
    {
        var catalog = new CatalogIndex(s_result.Catalog!);
        foreach (var plan in catalog.Catalog.Plans)
        {
            var route = catalog.FindRoute(plan.Code, "summarize").ShouldNotBeNull();
            route.Target.Tier.ShouldBe("flex");
            var fallback = route.Fallback.ShouldNotBeNull();
            fallback.Tier.ShouldBe("default");
            var flex = catalog.FindPrice(route.Target.Provider, route.Target.Model, route.Target.Tier, s_now).ShouldNotBeNull().Rates;
            var full = catalog.FindPrice(fallback.Provider, fallback.Model, fallback.Tier, s_now).ShouldNotBeNull().Rates;
            full.ShouldBe(new TokenRates(250_000_000, 25_000_000, 250_000_000, 2_000_000_000));
            flex.ShouldBe(new TokenRates(full.Input / 2, full.CachedInput / 2, full.CacheWrite / 2, full.Output / 2));
        }
    }

    [Fact]
    public void Every_plan_limits_how_fast_a_member_may_call()
    {
        foreach (var plan in s_result.Catalog!.Plans)
        {
            var limit = plan.Limits.ShouldHaveSingleItem();
            (limit.Meter, limit.Scope, limit.Period, limit.WindowSeconds).ShouldBe(
                (PlanLimit.Requests, LimitScope.Member, LimitPeriod.Window, 60));
            limit.Amount.ShouldBeGreaterThanOrEqualTo(60);
        }
    }

    [Fact]
    public void The_development_plan_admits_the_longest_chapters_and_meets_its_limit_in_a_dozen_acts()
    {
        var catalog = new CatalogIndex(s_result.Catalog!);
        var plan = catalog.FindCurrentPlan("dev_managed_ai")!;
        var limit = plan.Entitlements.Single(e => e.Key == "ai_cost").HardLimit;
        UpperBound(catalog, "chapter_summary", 15 * ChapterBytes).ShouldBeLessThanOrEqualTo(limit);
        var act = UpperBound(catalog, "act_summary", 6 * ChapterBytes);

        var flex = catalog.FindPrice("openai", "gpt-5-mini", "flex", s_now)!;
        var cost = CostCalculator.Rate(flex, new TokenUsage(input: 6 * 3_300, output: 600));
        var calls = 0;
        for (var used = 0L; used + act <= limit; used += cost) calls++;
        calls.ShouldBeInRange(5, 15);
    }

    /// <summary>What a call with this much text holds: bytes as tokens, all the output, the dearest tier.</summary>
    private static long UpperBound(CatalogIndex catalog, string code, int textBytes)
    {
        var feature = catalog.FindFeature(code)!;
        var route = catalog.FindRoute("dev_managed_ai", feature.Capability)!;
        var input = TokenBound.OfMessages(
            feature.Prompt.Instructions, feature.Prompt.User + new string('x', textBytes));
        return CostEstimator.Estimate(catalog, route, input, feature.MaxOutputTokens, s_now)!.CostNanoUsd;
    }

    private static string Describe(IEnumerable<InputField> fields) => string.Join(' ', fields.Select(f =>
        $"{f.Name}{(f.Required ? "" : "?")}:{f.Type}{(f.Items.Count > 0 ? $"[{Describe(f.Items)}]" : "")}"));
}
