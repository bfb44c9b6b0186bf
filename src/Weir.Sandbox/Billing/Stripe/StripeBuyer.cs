namespace Weir.Sandbox.Billing.Stripe;

/// <summary>A customer of the seller.</summary>
internal sealed class StripeBuyer
{
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? Email { get; set; }

    public Dictionary<string, string> Metadata { get; set; } = [];
}
