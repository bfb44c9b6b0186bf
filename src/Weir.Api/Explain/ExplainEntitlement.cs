using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Metering;
using Weir.Api.Wire;
using Weir.Core.Catalog;
using Weir.Core.Entitlements;
using Weir.Core.Errors;
using Weir.Core.Usage;
using Weir.Data.Catalogs;
using Weir.Data.Usage;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Api.Explain;

/// <summary><c>GET /v1/explain?key=[&amp;last]</c>: why a check answers as it does.</summary>
internal static class ExplainEntitlement
{
    internal const int DefaultLast = 10;
    internal const int MostLast = 100;
    private static readonly WeirError s_unknown = new(
        ErrorCode.NotFound, "This app has no entitlement and no meter of this key.");

    public static async Task<Results<Ok<Explanation>, WeirErrorResult>> HandleAsync(
        string? key, string? last, HttpContext context, ActingCustomers customers, CatalogCache catalogs,
        ExplainStore explanations, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        if (string.IsNullOrEmpty(key) || key.Length > LineReader.MostName)
            faults.Add("key", $"is required: an entitlement key or a meter, of at most {LineReader.MostName} characters");
        var most = ReadLast(last, faults);
        var name = ActingCustomers.MustName(context) ? CustomerName.Read(context.Request.Query, faults) : null;
        if (faults.ToError() is { } error) return new WeirErrorResult(error);

        var (customer, userId, refusal) = await customers.ResolveAsync(context, name, cancellationToken);
        if (customer is null) return new WeirErrorResult(refusal!);
        var catalog = await catalogs.GetAsync(cancellationToken);
        var meter = catalog.FindMeter(key!) is null
            ? null
            : await explanations.ExplainAsync(customer.CustomerId, key!, most, userId, cancellationToken);
        var plan = EntitlementDecider.PlanOf(catalog, customer);
        IReadOnlyList<LimitState> standing =
            [.. (meter?.Standing ?? []).Where(limit => limit.Meter == key || limit.Meter == PlanLimit.Requests)];
        if (CheckDecider.Decide(catalog, customer, meter?.Balance, standing, key!, null, null) is not { } decision)
            return new WeirErrorResult(s_unknown);
        var behind = new ExplainedPlan(customer.PlanCode, plan?.Name, customer.PlanVersion, customer.Status);
        return TypedResults.Ok(Explanation.Of(key!, EntitlementState.Of(decision), behind, meter, standing));
    }

    private static int ReadLast(string? text, FaultCollector faults)
    {
        if (text is null) return DefaultLast;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last <= MostLast)
            return last;
        faults.Add("last", $"must be a whole number from 0 to {MostLast}");
        return DefaultLast;
    }
}
