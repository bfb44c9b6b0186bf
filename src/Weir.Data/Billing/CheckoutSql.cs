namespace Weir.Data.Billing;

/// <summary>The statements of <see cref="CheckoutStore"/>: calls of listed functions, positional parameters.</summary>
internal static class CheckoutSql
{
    public const string FindBuyer = "select provider, buyer_id from weir.find_buyer($1, $2, $3)";

    public const string FindPaidSubscription =
        "select provider, quantity, period_starts_at, period_ends_at, trial_ends_at, ends_at, status "
        + "from weir.find_paid_subscription($1, $2)";

    public const string DoubledSubscriptions = "select customer_id, subscriptions from weir.doubled_subscriptions($1)";

    public const string ClaimCheckout = "select outcome, checkout_id from weir.claim_checkout($1, $2, $3, $4)";

    public const string NoteCheckout = "select weir.note_checkout($1, $2, $3)";
}
