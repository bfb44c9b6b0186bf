using Weir.Core.Catalog;
using Weir.Core.Entitlements;
using Weir.Core.Errors;

namespace Weir.Core.Tests.Entitlements;

public sealed class StaticLimitTests
{
    private static readonly EntitlementDecision s_two =
        new("max_languages", EntitlementKind.Static, true, EntitlementReason.Granted, "plan:pro@1") { Value = "2" };

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(long.MaxValue, false)]
    public void As_many_as_the_plan_says_and_no_more(long asked, bool allowed)
    {
        var refusal = StaticLimits.Refusal(s_two, asked);

        (refusal is null).ShouldBe(allowed);
        if (refusal is not null)
        {
            refusal.Code.ShouldBe(ErrorCode.LimitExceeded);
            refusal.Detail.ShouldBe($"The plan allows 2 of 'max_languages', not {asked}.");
        }
    }

    [Theory]
    [InlineData(EntitlementReason.FeatureNotEntitled, ErrorCode.FeatureNotEntitled)]
    [InlineData(EntitlementReason.SubscriptionPastDue, ErrorCode.SubscriptionPastDue)]
    [InlineData(EntitlementReason.SubscriptionInactive, ErrorCode.SubscriptionInactive)]
    public void Without_the_right_it_is_refused_for_that(EntitlementReason reason, ErrorCode code) =>
        StaticLimits.Refusal(s_two with { Allowed = false, Reason = reason, Value = null }, 0)!.Code.ShouldBe(code);

    [Theory]
    [InlineData("basic")]
    [InlineData("-1")]
    [InlineData("2.5")]
    [InlineData("99999999999999999999")]
    public void A_value_that_is_no_number_limits_nothing_that_can_be_asked_for(string value)
    {
        StaticLimits.TryRead(s_two with { Value = value }, out _).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => StaticLimits.Refusal(s_two with { Value = value }, 1));
    }

    [Fact]
    public void It_decides_what_the_decider_answers()
    {
        var plan = new Plan(
            "pro", 1, "Pro", [new PlanEntitlement("seats", EntitlementKind.Static) { Value = "5" }], []);
        var catalog = new CatalogIndex(new AppCatalog
        {
            Blueprint = "sample", CustomerKind = default, Meters = [], Plans = [plan], Features = [], Prices = [],
        });
        var customer = new Accounts.CustomerSnapshot(
            Guid.CreateVersion7(), Guid.CreateVersion7(), "owner", default, Accounts.SubscriptionStatus.Active, "pro", 1, null, null);

        var seats = EntitlementDecider.Decide(catalog, customer, [], "seats")!;

        StaticLimits.Refusal(seats, 5).ShouldBeNull();
        StaticLimits.Refusal(seats, 6)!.Code.ShouldBe(ErrorCode.LimitExceeded);
    }
}
