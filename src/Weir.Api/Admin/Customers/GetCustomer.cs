using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Data.Admin;
using Weir.Data.Usage;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Customers;

/// <summary><c>GET /admin/v1/customers/{id}</c>.</summary>
internal static class GetCustomer
{
    private const int MostMembers = 100;

    public static async Task<Results<Ok<CustomerDetail>, WeirErrorResult>> HandleAsync(
        string id, AdminReader reader, UsageStore usage, CancellationToken cancellationToken)
    {
        if (AdminInput.PathId(id) is not { } customerId
            || await reader.FindCustomerAsync(customerId, cancellationToken) is not { } customer)
            return new WeirErrorResult(AdminErrors.NoCustomer);
        var members = await reader.ListMembersAsync(customerId, MostMembers, cancellationToken);
        var balances = await usage.GetBalancesAsync(customerId, cancellationToken);
        var billing = CustomerBilling.Read(await reader.FindBillingAsync(customerId, cancellationToken));
        return TypedResults.Ok(CustomerDetail.Of(
            CustomerState.Of(customer), [.. members.Select(MemberState.Of)], [.. balances.Select(MeterState.Of)], billing));
    }
}
