namespace Weir.Sandbox.Billing.Stripe;

/// <summary>A checkout session.</summary>
internal sealed class StripeSession
{
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required string PriceId { get; init; }

    public long Quantity { get; init; } = 1;

    public required string SuccessUrl { get; init; }

    public string? CancelUrl { get; init; }

    public string? ClientReferenceId { get; init; }

    public string? BuyerId { get; set; }

    public string? Email { get; set; }

    public Dictionary<string, string> Metadata { get; init; } = [];

    public Dictionary<string, string> SubscriptionMetadata { get; init; } = [];

    public TimeSpan Trial { get; init; }

    /// <summary>Stripe's word for what follows a trial without a card.</summary>
    public string WithoutCard { get; init; } = "create_invoice";

    /// <summary>Whether a card is asked for even when nothing is due now.</summary>
    public bool AlwaysCollects { get; init; } = true;

    /// <summary><c>open</c>, <c>complete</c>, <c>expired</c>.</summary>
    public string State { get; set; } = "open";

    public string? SubscriptionId { get; set; }

    public string? InvoiceId { get; set; }
}
