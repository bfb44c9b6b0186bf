using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Billing.Providers;
using Weir.Core.Accounts;
using Weir.Core.Billing;
using Weir.Core.Entitlements;
using Weir.Data.Billing;
using Weir.Data.Catalogs;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Billing.Subscription;

/// <summary><c>GET /v1/billing/subscription</c>. Members see it too; to manage it is for owners and admins.</summary>
internal static class GetSubscription
{
    public static async Task<Results<JsonHttpResult<SubscriptionView>, WeirErrorResult>> HandleAsync(
        HttpContext context, BillingOptions options, CustomerResolver customers, CheckoutStore store, CatalogCache catalogs,
        PaymentProviders providers, CancellationToken cancellationToken)
    {
        var resolved = await customers.ResolveAsync(context, cancellationToken);
        if (resolved.Error is { } error) return new WeirErrorResult(error);
        var customer = resolved.Customer!;
        var catalog = await catalogs.GetAsync(cancellationToken);
        var paid = await store.FindSubscriptionAsync(customer.CustomerId, options.Mode, cancellationToken);
        var buyer = await store.FindBuyerAsync(
            customer.CustomerId, options.Mode, providers.Names, cancellationToken);
        var plan = customer.PlanCode is { } code
            ? new SubscriptionPlan(code, catalog.FindPlan(code, customer.PlanVersion)?.Name)
            : null;
        return TypedResults.Json(
            new SubscriptionView(
                plan, StatusOf(customer, paid), SubscriptionAccess.RefusalOf(customer.Status) is null,
                paid?.Provider, PeriodOf(customer, paid),
                paid?.TrialEndsAt ?? customer.TrialEndsAt, paid?.EndsAt, paid?.Quantity, Manage: buyer is not null),
            BillingJson.Wire);
    }

    /// <summary>In its grace a plan runs on, and the buyer is to hear that the payment failed.</summary>
    private static SubscriptionStatus StatusOf(CustomerSnapshot customer, PaidSubscription? paid) =>
        customer.Status is SubscriptionStatus.Active && paid?.Status is BillingStatus.PastDue
            ? SubscriptionStatus.PastDue
            : customer.Status;

    private static SubscriptionPeriod? PeriodOf(CustomerSnapshot customer, PaidSubscription? paid)
    {
        if (paid is { PeriodStartsAt: { } from, PeriodEndsAt: { } to }) return new SubscriptionPeriod(from, to);
        return customer is { PeriodStart: { } start, PeriodEnd: { } end } ? new SubscriptionPeriod(start, end) : null;
    }
}
