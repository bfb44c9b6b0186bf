using Weir.Core.Billing;

namespace Weir.Core.Catalog;

/// <summary>As what a provider sells a plan. Belongs to the plan's code, and to no version.</summary>
/// <param name="Provider">Who sells it.</param>
/// <param name="Mode">In which of the provider's two worlds.</param>
/// <param name="PriceId">
/// Stripe's price, or Lemon Squeezy's variant; <see cref="OfProduct"/> of a Lemon Squeezy product, whose licence keys give the
/// plan: a key names no variant.
/// </param>
public sealed record PlanPrice(BillingProvider Provider, BillingMode Mode, string PriceId)
{
    private const string ProductPrefix = "product:";

    /// <summary>
    /// Whether it is for sale. One that no longer is stays known: those who bought it go on paying it.
    /// </summary>
    public bool Sold { get; init; } = true;

    /// <summary>The id under which a product stands among prices.</summary>
    public static string OfProduct(string productId) => ProductPrefix + productId;

    /// <summary>Whether it is a product, which a checkout cannot sell.</summary>
    public static bool IsProduct(string priceId)
    {
        ArgumentNullException.ThrowIfNull(priceId);
        return priceId.StartsWith(ProductPrefix, StringComparison.Ordinal);
    }
}
