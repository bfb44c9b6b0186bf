using Weir.Billing.Providers;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data.Billing;

namespace Weir.Billing.Checkout;

/// <summary>
/// Opens checkouts, one for each key: the key is tied to its request first, and what the provider made of it is noted, so that
/// a repeat finds the page of the first, whichever server gets it and whatever was lost between.
/// </summary>
internal sealed class CheckoutDesk(CheckoutStore store, BillingOptions options, TimeProvider time)
{
    private static readonly WeirError s_conflict = new(
        ErrorCode.IdempotencyConflict, "This Idempotency-Key was used with another request; take a new one.");

    private static readonly WeirError s_over = new(
        ErrorCode.AlreadySettled, "The checkout of this Idempotency-Key is over: paid or expired. Take a new one.");

    private static readonly WeirError s_pays = new(
        ErrorCode.AlreadySettled,
        "This customer already pays a subscription; a second one would be paid beside it. POST /v1/billing/portal answers the page "
        + "where it is changed, resumed or cancelled.");

    /// <param name="provider">Who sells.</param>
    /// <param name="order">What to whom; buyer and operation are filled in here.</param>
    /// <param name="key">The client's key; null for none.</param>
    /// <param name="hash">SHA-256 of the request.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<HostedPage> OpenAsync(
        IPaymentProvider provider, CheckoutOrder order, string? key, byte[] hash, CancellationToken cancellationToken)
    {
        if (key is null) return await OpenAsync(provider, order, cancellationToken);
        var claim = await store.ClaimAsync(order.CustomerId, key, hash, cancellationToken);
        if (!claim.IsOurs) return HostedPage.Failed(s_conflict);
        if (claim.CheckoutId is { } known) return await FindAsync(provider, order, known, cancellationToken);

        order = order with { OperationId = OperationId.Of(order.CustomerId, key, hash) };
        var opened = await OpenAsync(provider, order, cancellationToken);
        if (opened.Id is not { } id) return opened;
        var stands = await store.NoteAsync(order.CustomerId, key, id, cancellationToken);
        return stands == id ? opened : await FindAsync(provider, order, stands, cancellationToken);
    }

    private async Task<HostedPage> OpenAsync(
        IPaymentProvider provider, CheckoutOrder order, CancellationToken cancellationToken)
    {
        if (await PaysAsync(order, cancellationToken)) return HostedPage.Failed(s_pays);
        var buyer = await store.FindBuyerAsync(
            order.CustomerId, options.Mode, [provider.Provider], cancellationToken);
        return await provider.OpenCheckoutAsync(order with { BuyerId = buyer?.BuyerId }, cancellationToken);
    }

    private async Task<HostedPage> FindAsync(
        IPaymentProvider provider, CheckoutOrder order, string checkoutId, CancellationToken cancellationToken)
    {
        var found = await provider.FindCheckoutAsync(checkoutId, cancellationToken);
        if (found is null or { Error: null, Url: null }) return HostedPage.Failed(s_over);
        return found.Error is null && await PaysAsync(order, cancellationToken) ? HostedPage.Failed(s_pays) : found;
    }

    private async Task<bool> PaysAsync(CheckoutOrder order, CancellationToken cancellationToken) =>
        (await store.FindSubscriptionAsync(order.CustomerId, options.Mode, cancellationToken))?.IsLivingAt(time.GetUtcNow()) == true;
}
