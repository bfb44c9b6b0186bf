namespace Weir.Data.Billing;

/// <summary>A customer that pays more than one subscription.</summary>
/// <param name="CustomerId">Who.</param>
/// <param name="Subscriptions">What it pays: <c>stripe:sub_1</c>.</param>
public sealed record DoubledSubscriptions(Guid CustomerId, IReadOnlyList<string> Subscriptions);
