using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Billing.Providers;
using Weir.Http;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;
using Weir.Http.Requests;

namespace Weir.Billing.Checkout;

/// <summary>
/// <c>POST /v1/billing/checkout</c>: opens a page of the provider where a plan is bought. Access is given by the provider's
/// signed message alone, never by coming back to <c>success_url</c>.
/// </summary>
internal static class CreateCheckout
{
    public static async Task<Results<JsonHttpResult<OpenedCheckout>, WeirErrorResult>> HandleAsync(
        HttpContext context, WeirHttpOptions http, BillingOptions options, CustomerResolver customers, CheckoutOffers offers,
        PaymentProviders providers, CheckoutDesk desk, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        if (!IdempotencyKey.TryRead(context, out var key, out var wrongKey))
            foreach (var fault in wrongKey!.Faults) faults.Add(fault.Field, fault.Message);
        var input = CheckoutInput.Read(new JsonObjectReader(body.Document.RootElement, faults), http.Mode);
        var offer = await offers.FindAsync(input, faults, cancellationToken);
        var provider = offer is null ? null : providers.Find(offer.Provider);
        var successUrl = input.SuccessUrl ?? options.ReturnUrl?.OriginalString;
        if (provider is { NeedsSuccessUrl: true } && successUrl is null) faults.Add("success_url", "is required");
        if (faults.ToError() is { } error) return new WeirErrorResult(error);

        var payer = await Payer.ResolveAsync(context, customers, cancellationToken);
        if (payer.Error is { } refused) return new WeirErrorResult(refused);
        var caller = Caller.From(context.User);
        var order = new CheckoutOrder
        {
            CustomerId = payer.Customer!.CustomerId,
            UserId = caller.UserId,
            PriceId = offer!.PriceId,
            SuccessUrl = successUrl,
            CancelUrl = input.CancelUrl,
            OperationId = Guid.CreateVersion7(),
        };
        var page = await desk.OpenAsync(provider!, order, key, input.Hash(caller.UserId), cancellationToken);
        return page.Error is { } failed
            ? new WeirErrorResult(failed)
            : TypedResults.Json(
                new OpenedCheckout(page.Url!, offer.Provider, page.Id!), BillingJson.Wire);
    }
}
