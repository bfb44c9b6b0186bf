namespace Weir.Core.Billing;

/// <summary>A licence key. The key itself is kept nowhere: its hash finds it, its last characters show it.</summary>
/// <param name="ObjectId">The provider's id.</param>
/// <param name="Version">Which fact is newer.</param>
public sealed record LicenseFact(string ObjectId, FactVersion Version) : BillingFact(ObjectId, Version)
{
    /// <summary>The Weir customer that the checkout carried; null when this message does not say.</summary>
    public Guid? CustomerId { get; init; }

    public string? BuyerId { get; init; }

    public string? OrderId { get; init; }

    /// <summary>Lemon Squeezy's product: with the store, what a key must belong to.</summary>
    public required string ProductId { get; init; }

    /// <summary>SHA-256 of the key's UTF-8.</summary>
    public required ReadOnlyMemory<byte> KeyHash { get; init; }

    /// <summary>What may be shown of it, as the provider does: at most 20 characters.</summary>
    public required string KeyShort { get; init; }

    public required LicenseState State { get; init; }

    /// <summary>Instances at most; null: any number.</summary>
    public long? ActivationLimit { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
