using System.Globalization;
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
    private const int FirstYear = 2000;

    public static async Task<Results<Ok<MyUsage>, WeirErrorResult>> HandleAsync(
        string? period, HttpContext context, CustomerResolver customers, CatalogCache catalogs, UsageStore usage,
        CancellationToken cancellationToken)
    {
        if (!TryReadMonth(period, out var month))
        {
            var faults = new FaultCollector();
            faults.Add(
                "period",
                $"must be a month such as 2026-01, from {FirstYear}-01 on; leave it out for the current period");
            return new WeirErrorResult(faults.ToError()!);
        }
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

    private static bool TryReadMonth(string? period, out DateOnly? month)
    {
        month = null;
        if (period is null) return true;
        if (!DateOnly.TryParseExact(period, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            || first.Year is < FirstYear or 9999)
            return false;
        month = first;
        return true;
    }
}
