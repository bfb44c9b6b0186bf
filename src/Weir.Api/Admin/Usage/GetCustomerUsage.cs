using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Usage;
using Weir.Api.Wire;
using Weir.Data.Admin;
using Weir.Data.Usage;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Usage;

/// <summary><c>GET /admin/v1/usage?customer_id=…[&amp;period=YYYY-MM]</c>.</summary>
internal static class GetCustomerUsage
{
    public static async Task<Results<Ok<CustomerUsage>, WeirErrorResult>> HandleAsync(
        string? customer_id, string? period, AdminReader reader, UsageStore usage, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var customer = AdminInput.QueryId("customer_id", customer_id, faults, required: true);
        var month = UsageMonth.Read(period, faults);
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        var customerId = customer!.Value;
        if (await reader.FindCustomerAsync(customerId, cancellationToken) is null)
            return new WeirErrorResult(AdminErrors.NoCustomer);
        var summary = await usage.GetSummaryAsync(customerId, month, cancellationToken);
        return TypedResults.Ok(new CustomerUsage(
            customerId,
            new PeriodState(summary.PeriodStart, summary.PeriodEnd),
            summary.Requests,
            TokenTotals.Of(
                summary.InputTokens, summary.CachedInputTokens, summary.OutputTokens, summary.ReasoningTokens),
            [.. summary.Meters.Select(MeterState.Of)]));
    }
}
