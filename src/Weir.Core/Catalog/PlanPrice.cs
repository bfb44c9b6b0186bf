using System.Text.Json.Serialization;
using Weir.Core.Billing;

namespace Weir.Core.Catalog;

/// <summary>As what a provider sells a plan. Belongs to the plan's code, and to no version.</summary>
/// <param name="Provider">Who sells it.</param>
/// <param name="Mode">In which of the provider's two worlds.</param>
/// <param name="PriceId">Stripe's price, or Lemon Squeezy's variant or product.</param>
public sealed record PlanPrice(BillingProvider Provider, BillingMode Mode, string PriceId)
{
    /// <summary>
    /// Whether it is a Lemon Squeezy product, whose licence keys give the plan (a key names no variant); no checkout sells it.
    /// </summary>
    public bool IsProduct { get; init; }

    /// <summary>
    /// Whether it is for sale. One that no longer is stays known: those who bought it go on paying it.
    /// </summary>
    public bool Sold { get; init; } = true;

    /// <summary>Whether a checkout can sell it.</summary>
    [JsonIgnore]
    public bool InCheckout => Sold && !IsProduct;
}
