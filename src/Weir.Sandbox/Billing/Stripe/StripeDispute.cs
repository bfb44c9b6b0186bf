namespace Weir.Sandbox.Billing.Stripe;

/// <summary>A buyer's bank takes the money of an invoice back, for now.</summary>
internal sealed class StripeDispute
{
    public required string Id { get; init; }

    public required string InvoiceId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>needs_response</c>, then <c>won</c> or <c>lost</c>.</summary>
    public string State { get; set; } = "needs_response";
}
