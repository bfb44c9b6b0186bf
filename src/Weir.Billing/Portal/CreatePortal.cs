using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Billing.Checkout;
using Weir.Billing.Providers;
using Weir.Core.Errors;
using Weir.Data.Billing;
using Weir.Http;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Billing.Portal;

/// <summary><c>POST /v1/billing/portal</c>: opens the provider's page where a subscription is changed or cancelled.</summary>
internal static class CreatePortal
{
    private static readonly WeirError s_noBuyer = new(
        ErrorCode.NotFound, "There is nothing to manage: this customer has bought nothing.");

    public static async Task<Results<JsonHttpResult<OpenedPortal>, WeirErrorResult>> HandleAsync(
        HttpContext context, WeirHttpOptions http, BillingOptions options, CustomerResolver customers, CheckoutStore store,
        PaymentProviders providers, CancellationToken cancellationToken)
    {
        var hasNoBody = context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };
        using var body = hasNoBody ? new JsonBodyResult(null, null) : await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Error is { } unread) return new WeirErrorResult(unread);
        var faults = new FaultCollector();
        string? returnUrl = null;
        if (body.Document is { } document)
        {
            var reader = new JsonObjectReader(document.RootElement, faults);
            returnUrl = ReturnAddress.Read(reader, "return_url", http.Mode);
            reader.RefuseOthers();
        }
        if (faults.ToError() is { } error) return new WeirErrorResult(error);

        var payer = await Payer.ResolveAsync(context, customers, cancellationToken);
        if (payer.Error is { } refused) return new WeirErrorResult(refused);
        var buyer = await store.FindBuyerAsync(
            payer.Customer!.CustomerId, options.Mode, providers.Names, cancellationToken);
        if (buyer is null) return new WeirErrorResult(s_noBuyer);
        var page = await providers.Find(buyer.Provider)!.OpenPortalAsync(
            buyer.BuyerId, returnUrl ?? options.ReturnUrl?.OriginalString, cancellationToken);
        return page.Error is { } failed
            ? new WeirErrorResult(failed)
            : TypedResults.Json(new OpenedPortal(page.Url!), BillingJson.Wire);
    }
}
