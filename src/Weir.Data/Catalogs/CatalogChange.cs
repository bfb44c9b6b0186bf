namespace Weir.Data.Catalogs;

/// <summary>One line of the difference between a blueprint and the database.</summary>
/// <param name="Action"><c>add</c>, <c>change</c>, <c>remove</c>.</param>
/// <param name="Kind">
/// <c>meter</c>, <c>plan</c>, <c>route</c>, <c>feature</c>, <c>prompt</c>, <c>price</c>, <c>plan_price</c>, <c>setting</c>.
/// </param>
/// <param name="Key">Which one.</param>
/// <param name="Detail">What changed, in a few words.</param>
public sealed record CatalogChange(string Action, string Kind, string Key, string Detail);
