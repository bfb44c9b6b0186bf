using Weir.Core.Accounts;
using Weir.Core.Errors;
using Weir.Http.Callers;

namespace Weir.Http.Tests.Callers;

public sealed class CustomerResolverTests
{
    private static readonly CustomerSnapshot s_first = Customer();
    private static readonly CustomerSnapshot s_second = Customer();

    [Fact]
    public void Only_customer_needs_no_header()
    {
        CustomerResolver.Choose([s_first], null).ShouldBe(new CustomerResolution(s_first, null));
        CustomerResolver.Choose([s_first], s_first.CustomerId).Customer.ShouldBe(s_first);
    }

    [Fact]
    public void Header_picks_among_several_and_is_required_then()
    {
        CustomerResolver.Choose([s_first, s_second], s_second.CustomerId).Customer.ShouldBe(s_second);

        var refused = CustomerResolver.Choose([s_first, s_second], null);
        refused.Customer.ShouldBeNull();
        refused.Error!.Code.ShouldBe(ErrorCode.InvalidInput);
        refused.Error.Faults.Single().Field.ShouldBe("Weir-Customer");
    }

    [Fact]
    public void Foreign_customer_is_not_found_and_never_replaced_by_the_own_one()
    {
        var foreign = CustomerResolver.Choose([s_first], Guid.CreateVersion7());

        foreign.Customer.ShouldBeNull();
        foreign.Error!.Code.ShouldBe(ErrorCode.NotFound);
        CustomerResolver.Choose([], s_first.CustomerId).Error!.Detail.ShouldBe(foreign.Error.Detail);
        CustomerResolver.Choose([], null).Error!.Code.ShouldBe(ErrorCode.NotFound);
    }

    private static CustomerSnapshot Customer() => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), "owner", CustomerKind.Organization, SubscriptionStatus.Active,
            "starter", 1, null, null);
}
