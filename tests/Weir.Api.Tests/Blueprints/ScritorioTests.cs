using Weir.Api.Blueprints;
using Weir.Core.Accounts;
using Weir.Core.Catalog;

namespace Weir.Api.Tests.Blueprints;

public sealed class ScritorioTests
{
    private static readonly BlueprintResult s_result = Blueprint.Load("scritorio");

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
    public void A7_both_features_take_the_input_of_the_contract()
    {
        var features = s_result.Catalog!.Features.ToDictionary(f => f.Code);
        Describe(features["chapter_summary"].Input).ShouldBe("title?:Text text:Text instructions?:Text");
        Describe(features["act_summary"].Input).ShouldBe("title?:Text chapters:Array[title?:Text text:Text] instructions?:Text");
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
            var at = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
            var flex = catalog.FindPrice(route.Target.Provider, route.Target.Model, route.Target.Tier, at).ShouldNotBeNull().Rates;
            var full = catalog.FindPrice(fallback.Provider, fallback.Model, fallback.Tier, at).ShouldNotBeNull().Rates;
            full.ShouldBe(new TokenRates(250_000_000, 25_000_000, 250_000_000, 2_000_000_000));
            flex.ShouldBe(new TokenRates(full.Input / 2, full.CachedInput / 2, full.CacheWrite / 2, full.Output / 2));
        }
    }

    private static string Describe(IEnumerable<InputField> fields) => string.Join(' ', fields.Select(f =>
        $"{f.Name}{(f.Required ? "" : "?")}:{f.Type}{(f.Items.Count > 0 ? $"[{Describe(f.Items)}]" : "")}"));
}
