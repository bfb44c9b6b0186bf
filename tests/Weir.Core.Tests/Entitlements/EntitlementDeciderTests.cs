using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Core.Entitlements;

namespace Weir.Core.Tests.Entitlements;

public sealed class EntitlementDeciderTests
{
    private static readonly CatalogIndex s_catalog = new(new AppCatalog
    {
        Blueprint = "sample",
        CustomerKind = CustomerKind.Personal,
        Meters =
        [
            new Meter("ai_cost", "nano_usd", MeterLimit.Granted), new Meter("ai_tokens", "token", MeterLimit.None),
            new Meter("topups", "generation", MeterLimit.Granted),
        ],
        Plans =
        [
            new Plan("free", 1, "Free", [Metered("ai_cost", 10, 15)], []),
            new Plan(
                "pro", 1, "Pro",
                [new PlanEntitlement("ai", EntitlementKind.Boolean), Seats("2"), Metered("ai_cost", 100, 100)], []),
            new Plan("pro", 2, "Pro", [new PlanEntitlement("ai", EntitlementKind.Boolean), Seats("9"), Metered("ai_cost", 100, 100)],
                [new ModelRoute("chat", new RouteTarget("openai", "m", "default"), null, default, default, new Dictionary<string, string>())]),
        ],
        Features = [Feature("open", null, "chat"), Feature("closed", "ai", "chat"), Feature("unrouted", null, "tts")],
        Prices = [],
    });

    [Fact]
    public void A_boolean_is_allowed_by_the_pinned_plan_and_by_nothing_else()
    {
        var has = Decide("ai", Customer("pro", 1));
        (has.Kind, has.Allowed, has.Reason, has.Source).ShouldBe(
            (EntitlementKind.Boolean, true, EntitlementReason.Granted, "plan:pro@1"));
        var lacks = Decide("ai", Customer("free", 1));
        (lacks.Kind, lacks.Allowed, lacks.Reason, lacks.Source)
            .ShouldBe((EntitlementKind.Boolean, false, EntitlementReason.FeatureNotEntitled, "none"));
    }

    [Fact]
    public void A_static_value_is_the_one_of_the_pinned_version_and_hidden_when_not_allowed()
    {
        Decide("seats", Customer("pro", 1)).Value.ShouldBe("2");
        Decide("seats", Customer("pro", 2)).Value.ShouldBe("9");
        Decide("seats", Customer("pro", 2, SubscriptionStatus.PastDue)).Value.ShouldBeNull();
        Decide("seats", Customer("free", 1)).Value.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 0, true, EntitlementReason.Granted, 15)]
    [InlineData(9, 0, true, EntitlementReason.Granted, 6)]
    [InlineData(9, 1, true, EntitlementReason.Overage, 5)]
    [InlineData(14, 0, true, EntitlementReason.Overage, 1)]
    [InlineData(14, 1, false, EntitlementReason.QuotaExhausted, 0)]
    [InlineData(15, 0, false, EntitlementReason.QuotaExhausted, 0)]
    [InlineData(20, 0, false, EntitlementReason.QuotaExhausted, 0)]
    public void A_metered_one_goes_from_included_to_overage_to_exhausted(
        long used, long held, bool allowed, EntitlementReason reason, long remaining)
    {
        var decision = Decide("ai_cost", Customer("free", 1), Balance("ai_cost", 10, used, held, 15));
        (decision.Allowed, decision.Reason, decision.Remaining, decision.Unit, decision.Source)
            .ShouldBe((allowed, reason, remaining, "nano_usd", "plan:free@1"));
    }

    [Fact]
    public void Units_that_no_plan_gives_are_a_grant()
    {
        var bought = Decide("topups", Customer("free", 1), Balance("topups", 3, 0, 0, 3));
        (bought.Allowed, bought.Source, bought.Remaining).ShouldBe((true, "grant", 3));
        var none = Decide("topups", Customer("free", 1));
        (none.Allowed, none.Reason, none.Source, none.Remaining).ShouldBe(
            (false, EntitlementReason.FeatureNotEntitled, "none", 0));
    }

    [Theory]
    [InlineData(SubscriptionStatus.PastDue, EntitlementReason.SubscriptionPastDue)]
    [InlineData(SubscriptionStatus.Paused, EntitlementReason.SubscriptionInactive)]
    [InlineData(SubscriptionStatus.Canceled, EntitlementReason.SubscriptionInactive)]
    public void A_subscription_that_gives_nothing_is_the_reason_whatever_is_left(
        SubscriptionStatus status, EntitlementReason reason)
    {
        foreach (var key in (string[])["ai", "seats", "ai_cost"])
        {
            var decision = Decide(key, Customer("pro", 1, status), Balance("ai_cost", 100, 0, 0, 100));
            (decision.Allowed, decision.Reason).ShouldBe((false, reason));
        }
    }

    [Theory]
    [InlineData("free", SubscriptionStatus.Active)]
    [InlineData("pro", SubscriptionStatus.PastDue)]
    [InlineData("pro", SubscriptionStatus.Active)]
    public void What_was_paid_for_is_allowed_whatever_the_plan_and_says_by_what(string plan, SubscriptionStatus status)
    {
        var paid = Decide("ai", Paying(Customer(plan, 1, status), "ai"));
        (paid.Kind, paid.Allowed, paid.Reason, paid.Source).ShouldBe(
            (EntitlementKind.Boolean, true, EntitlementReason.Granted, "license:lemonsqueezy:7"));
        Decide("seats", Paying(Customer(plan, 1, status), "ai")).Source.ShouldNotBe("license:lemonsqueezy:7");
    }

    [Fact]
    public void A_value_that_was_paid_for_is_the_bought_versions_and_the_plans_own_stays()
    {
        var bought = Decide("seats", Paying(Customer("free", 1), "seats"));
        (bought.Value, bought.Source).ShouldBe(("9", "license:lemonsqueezy:7"));
        var own = Decide("seats", Paying(Customer("pro", 1), "seats"));
        (own.Value, own.Source).ShouldBe(("2", "plan:pro@1"));
    }

    [Fact]
    public void A_payment_gives_a_feature_and_no_units_and_no_plan()
    {
        FeatureAccess.MayName(s_catalog, Customer("free", 1), "closed").ShouldBeFalse();
        FeatureAccess.MayName(s_catalog, Paying(Customer("free", 1), "ai"), "closed").ShouldBeTrue();
        var exhausted = Decide("ai_cost", Paying(Customer("free", 1), "ai_cost"), Balance("ai_cost", 10, 15, 0, 15));
        exhausted.Allowed.ShouldBeFalse();
        FeatureAccess.CallableBy(s_catalog, Paying(Customer("pro", 2, SubscriptionStatus.Paused), "ai")).ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_subscription_or_with_a_version_nobody_knows_nothing_is_allowed()
    {
        var nobody = new CustomerSnapshot(
            default, default, "owner", CustomerKind.Personal, SubscriptionStatus.None, null, 0, null, null);
        EntitlementDecider.DecideAll(s_catalog, nobody, []).ShouldAllBe(
            d => !d.Allowed && d.Reason == EntitlementReason.SubscriptionInactive);
        EntitlementDecider.DecideAll(s_catalog, Customer("pro", 7), []).ShouldAllBe(d => !d.Allowed && d.Source == "none");
    }

    [Fact]
    public void All_keys_of_all_plans_and_granted_meters_are_listed_once_in_order() =>
        EntitlementDecider.DecideAll(s_catalog, Customer("free", 1), []).Select(d => d.Key).ShouldBe(["ai", "ai_cost", "seats", "topups"]);

    [Theory]
    [InlineData("unknown")]
    [InlineData("ai_tokens")]
    [InlineData("")]
    public void A_key_that_the_catalog_does_not_know_is_nothing(string key) =>
        EntitlementDecider.Decide(s_catalog, Customer("pro", 1), [], key).ShouldBeNull();

    [Theory]
    [InlineData("pro", 2, SubscriptionStatus.Active, "open closed")]
    [InlineData("pro", 1, SubscriptionStatus.Trialing, "open closed")]
    [InlineData("pro", 2, SubscriptionStatus.PastDue, "")]
    [InlineData("free", 1, SubscriptionStatus.Active, "")]
    [InlineData("pro", 7, SubscriptionStatus.Active, "")]
    public void Features_need_subscription_entitlement_and_route(string plan, int version, SubscriptionStatus status, string callable) =>
        string.Join(' ', FeatureAccess.CallableBy(s_catalog, Customer(plan, version, status)).Select(f => f.Code)).ShouldBe(callable);

    private static EntitlementDecision Decide(string key, CustomerSnapshot customer, params MeterBalance[] balances) =>
        EntitlementDecider.Decide(s_catalog, customer, balances, key).ShouldNotBeNull();

    private static CustomerSnapshot Customer(string plan, int version, SubscriptionStatus status = SubscriptionStatus.Active) =>
        new(default, default, "owner", CustomerKind.Personal, status, plan, version, null, null);

    private static CustomerSnapshot Paying(CustomerSnapshot customer, string key) => customer with
    {
        Paid = [new PaidEntitlement(key, "license:lemonsqueezy:7", "pro", 2, DateTimeOffset.MaxValue)],
    };

    private static MeterBalance Balance(string meter, long granted, long used, long held, long hardLimit) =>
        new(meter, s_catalog.FindMeter(meter)!.Unit, granted, used, held, hardLimit, null);

    private static PlanEntitlement Metered(string meter, long included, long hardLimit) =>
        new(meter, EntitlementKind.Metered) { Included = included, HardLimit = hardLimit, Period = PeriodKind.CalendarMonth };

    private static PlanEntitlement Seats(string value) => new("seats", EntitlementKind.Static) { Value = value };

    private static Feature Feature(string code, string? entitlement, string capability) =>
        new(code, code, capability, entitlement, new Prompt(code, 1, "i", "u"), [], 1, OutputKind.Text, []);
}
