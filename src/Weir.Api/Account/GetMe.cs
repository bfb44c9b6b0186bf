using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Core.Accounts;
using Weir.Core.Entitlements;
using Weir.Data.Accounts;
using Weir.Data.Billing.Licenses;
using Weir.Data.Catalogs;
using Weir.Data.Usage;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Account;

/// <summary>
/// <c>GET /v1/me</c>. The one route that a user of several customers may call without naming one: it lists them.
/// </summary>
internal static class GetMe
{
    public static async Task<Results<Ok<Me>, WeirErrorResult>> HandleAsync(
        HttpContext context, SnapshotCache snapshots, CustomerResolver resolver, AccountStore accounts,
        CatalogCache catalogs, UsageStore usage, LicenseStore licenses, CancellationToken cancellationToken)
    {
        var caller = Caller.From(context.User);
        var customers = await snapshots.GetAsync(caller.UserId, caller.IsAnonymous, cancellationToken);
        CustomerSnapshot? customer = null;
        if (customers.Count == 1 || context.Request.Headers.ContainsKey(CustomerResolver.Header))
        {
            var resolved = await resolver.ResolveAsync(context, cancellationToken);
            if (resolved.Error is { } error) return new WeirErrorResult(error);
            customer = resolved.Customer;
        }
        var profile = await accounts.GetProfileAsync(caller.UserId, cancellationToken);
        var me = new Me(
            new MeUser(caller.UserId, caller.Email, caller.IsAnonymous),
            ProfileState.Of(profile),
            [.. customers.Select(c => new MeCustomer(c.CustomerId, c.Kind, c.Role))],
            CustomerId: null, Plan: null, Subscription: null, Licence: null, Entitlements: [], Balances: []);
        return TypedResults.Ok(
            customer is null ? me : await WithCustomerAsync(me, customer, catalogs, usage, licenses, cancellationToken));
    }

    private static async Task<Me> WithCustomerAsync(
        Me me, CustomerSnapshot customer, CatalogCache catalogs, UsageStore usage, LicenseStore licenses,
        CancellationToken cancellationToken)
    {
        var catalog = await catalogs.GetAsync(cancellationToken);
        var balances = await usage.GetBalancesAsync(customer.CustomerId, cancellationToken);
        return me with
        {
            CustomerId = customer.CustomerId,
            Plan = new PlanState(
                customer.PlanCode, EntitlementDecider.PlanOf(catalog, customer)?.Name, customer.Status),
            Subscription = SubscriptionOf(customer),
            Licence = MeLicence.Of(await licenses.FindAsync(customer.CustomerId, cancellationToken)),
            Entitlements = [.. EntitlementDecider.DecideAll(catalog, customer, balances).Select(EntitlementState.Of)],
            Balances = [.. balances.Select(MeterState.Of)],
        };
    }

    private static MeSubscription? SubscriptionOf(CustomerSnapshot customer)
    {
        if (customer.PlanCode is not { } code) return null;
        var period = customer is { PeriodStart: { } start, PeriodEnd: { } end } ? new PeriodState(start, end) : null;
        var next = customer.Next is { } plan ? new MeNextPlan(plan.PlanCode, plan.PlanVersion, plan.EffectiveAt) : null;
        return new MeSubscription(
            customer.Status, customer.Source ?? "", code, customer.PlanVersion, period, customer.TrialEndsAt,
            customer.EndsAt, next);
    }
}
