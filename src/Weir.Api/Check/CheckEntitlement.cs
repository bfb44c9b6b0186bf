using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Metering;
using Weir.Api.Wire;
using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Core.Entitlements;
using Weir.Core.Errors;
using Weir.Data.Catalogs;
using Weir.Data.Limits;
using Weir.Data.Usage;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Api.Check;

/// <summary><c>POST /v1/check</c>: could so much be used now? Nothing is written and nothing set aside.</summary>
internal static class CheckEntitlement
{
    private static readonly WeirError s_unknown = new(
        ErrorCode.NotFound, "This app has no entitlement and no meter of this key.");

    public static async Task<Results<Ok<EntitlementState>, WeirErrorResult>> HandleAsync(
        HttpContext context, ActingCustomers customers, CatalogCache catalogs, UsageStore usage, LimitStore limits,
        CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        var reader = new JsonObjectReader(body.Document.RootElement, faults);
        var key = reader.Text("key", LineReader.MostName, minLength: 1, required: true);
        var quantity = reader.Whole("quantity", 0, long.MaxValue);
        var feature = reader.Text("feature", LineReader.MostName, minLength: 1);
        var name = ActingCustomers.MustName(context) ? CustomerName.Read(reader) : null;
        reader.RefuseOthers();
        if (faults.ToError() is { } error) return new WeirErrorResult(error);

        var (customer, userId, refusal) = await customers.ResolveAsync(context, name, cancellationToken);
        if (customer is null) return new WeirErrorResult(refusal!);
        var catalog = await catalogs.GetAsync(cancellationToken);
        // Only a meter's decision needs the database.
        MeterBalance? balance = catalog.FindMeter(key!) is { Limit: MeterLimit.Granted }
            ? await usage.GetBalanceAsync(customer.CustomerId, key!, cancellationToken)
            : null;
        var isLimited = catalog.FindMeter(key!) is not null
            && EntitlementDecider.PlanOf(catalog, customer) is { Limits.Count: > 0 };
        var standing = isLimited
            ? await limits.ListAsync(customer.CustomerId, userId, feature, cancellationToken)
            : [];
        return CheckDecider.Decide(catalog, customer, balance, standing, key!, feature, quantity) is { } decision
            ? TypedResults.Ok(EntitlementState.Of(decision))
            : new WeirErrorResult(s_unknown);
    }
}
