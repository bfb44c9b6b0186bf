using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Core.Entitlements;
using Weir.Core.Money;
using Weir.Core.Usage;
using Weir.Data.Catalogs;
using Weir.Data.Usage;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Usage;

/// <summary><c>GET /v1/ai/usage/me[?period=YYYY-MM]</c>.</summary>
internal static class GetMyUsage
{
    /// <summary>The meter of AI cost, in nano-USD.</summary>
    private const string CostMeter = "ai_cost";

    public static async Task<Results<Ok<MyUsage>, WeirErrorResult>> HandleAsync(
        string? period, HttpContext context, CustomerResolver customers, CatalogCache catalogs, UsageStore usage,
        CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var month = UsageMonth.Read(period, faults);
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        var resolved = await customers.ResolveAsync(context, cancellationToken);
        if (resolved.Customer is not { } customer) return new WeirErrorResult(resolved.Error!);
        var catalog = await catalogs.GetAsync(cancellationToken);
        var summary = await usage.GetSummaryAsync(customer.CustomerId, month, cancellationToken);
        return TypedResults.Ok(Compose(customer, EntitlementDecider.PlanOf(catalog, customer), summary));
    }

    private static MyUsage Compose(CustomerSnapshot customer, Plan? plan, UsageSummary summary)
    {
        var cost = summary.Meters.FirstOrDefault(m => m.Meter == CostMeter);
        return new MyUsage(
            customer.CustomerId,
            new PlanState(customer.PlanCode, plan?.Name, customer.Status),
            new PeriodState(summary.PeriodStart, summary.PeriodEnd),
            IncludedCapUsd: UsdFormat.FromNano(cost?.Granted ?? 0),
            HardLimitUsd: UsdFormat.FromNano(cost?.HardLimit ?? 0),
            UsedUsd: UsdFormat.FromNano(cost?.Used ?? 0),
            HeldUsd: UsdFormat.FromNano(cost?.Held ?? 0),
            RemainingUsd: UsdFormat.FromNano(cost?.Remaining ?? 0),
            summary.Requests,
            TokenTotals.Of(
                summary.InputTokens, summary.CachedInputTokens, summary.OutputTokens, summary.ReasoningTokens),
            [.. summary.Meters.Select(MeterState.Of)]);
    }
}
