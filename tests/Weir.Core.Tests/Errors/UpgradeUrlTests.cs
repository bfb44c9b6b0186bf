using Weir.Core.Accounts;
using Weir.Core.Billing;
using Weir.Core.Catalog;
using Weir.Core.Errors;

namespace Weir.Core.Tests.Errors;

public sealed class UpgradeUrlTests
{
    private static readonly PlanPrice s_price = new(BillingProvider.Stripe, BillingMode.Live, "price_1");

    [Theory]
    [InlineData(ErrorCode.QuotaExhausted, "/v1/billing/checkout")]
    [InlineData(ErrorCode.SubscriptionInactive, "/v1/billing/checkout")]
    [InlineData(ErrorCode.FeatureNotEntitled, "/v1/billing/checkout")]
    [InlineData(ErrorCode.SubscriptionPastDue, "/v1/billing/portal")]
    [InlineData(ErrorCode.SpendCapReached, null)]
    [InlineData(ErrorCode.RateLimited, null)]
    [InlineData(ErrorCode.RoleRequired, null)]
    [InlineData(ErrorCode.Internal, null)]
    public void A_refusal_names_the_route_that_begins_the_way_out(ErrorCode code, string? expected)
    {
        UpgradeUrls.Of(code, Catalog(null, s_price)).ShouldBe(expected);
        UpgradeUrls.Of(code, Catalog("https://example.com/plans", s_price))
            .ShouldBe(expected is null ? null : "https://example.com/plans");
    }

    [Fact]
    public void Where_nothing_is_for_sale_only_the_apps_own_page_is_named()
    {
        PlanPrice[] unsold = [s_price with { Sold = false }, s_price with { IsProduct = true }];
        UpgradeUrls.Of(ErrorCode.QuotaExhausted, Catalog(null, unsold)).ShouldBeNull();
        UpgradeUrls.Of(ErrorCode.QuotaExhausted, Catalog("https://example.com/plans", unsold))
            .ShouldBe("https://example.com/plans");
    }

    private static AppCatalog Catalog(string? page, params PlanPrice[] prices) => new()
    {
        Blueprint = "sample",
        CustomerKind = CustomerKind.Personal,
        UpgradeUrl = page,
        Meters = [],
        Plans = [new Plan("pro", 1, "Pro", [], []) { Prices = prices }],
        Features = [],
        Prices = [],
    };
}
