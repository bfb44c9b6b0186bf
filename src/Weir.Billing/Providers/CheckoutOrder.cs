namespace Weir.Billing.Providers;

/// <summary>What is to be sold to whom.</summary>
internal sealed record CheckoutOrder
{
    /// <summary>The Weir customer that is to have it.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>The verified user who buys.</summary>
    public required Guid UserId { get; init; }

    /// <summary>A Stripe price or Lemon Squeezy variant, by the catalog; never from a client.</summary>
    public required string PriceId { get; init; }

    /// <summary>The customer as this provider knows it already; null when it does not.</summary>
    public string? BuyerId { get; init; }

    /// <summary>Where the buyer goes after paying.</summary>
    public string? SuccessUrl { get; init; }

    /// <summary>Where the buyer goes who does not pay; null: nowhere in particular.</summary>
    public string? CancelUrl { get; init; }

    /// <summary>The same for a repeat, and different for any other order.</summary>
    public required Guid OperationId { get; init; }
}
