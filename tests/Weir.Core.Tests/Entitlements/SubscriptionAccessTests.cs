using Weir.Core.Accounts;
using Weir.Core.Entitlements;
using Weir.Core.Errors;

namespace Weir.Core.Tests.Entitlements;

public sealed class SubscriptionAccessTests
{
    [Theory]
    [InlineData(SubscriptionStatus.Active, null)]
    [InlineData(SubscriptionStatus.Trialing, null)]
    [InlineData(SubscriptionStatus.PastDue, 402)]
    [InlineData(SubscriptionStatus.None, 403)]
    [InlineData(SubscriptionStatus.Paused, 403)]
    [InlineData(SubscriptionStatus.Canceled, 403)]
    [InlineData(SubscriptionStatus.Expired, 403)]
    public void Each_state_opens_asks_for_payment_or_closes(SubscriptionStatus status, int? refusal) =>
        (SubscriptionAccess.RefusalOf(status) is { } code ? ErrorCatalog.Describe(code).Status : (int?)null).ShouldBe(refusal);

    [Fact]
    public void Every_state_is_in_the_table()
    {
        foreach (var status in Enum.GetValues<SubscriptionStatus>())
            Should.NotThrow(() => SubscriptionAccess.RefusalOf(status));
        Should.Throw<ArgumentOutOfRangeException>(() => SubscriptionAccess.RefusalOf((SubscriptionStatus)99));
    }
}
