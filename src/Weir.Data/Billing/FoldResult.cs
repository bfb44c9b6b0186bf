namespace Weir.Data.Billing;

/// <summary>What facts changed.</summary>
/// <param name="Changed">
/// The objects of which now something else is known than their version, as <c>kind:id</c>: <c>subscription:sub_1</c>.
/// </param>
/// <param name="Customers">The customers that were computed anew.</param>
public sealed record FoldResult(IReadOnlyList<string> Changed, IReadOnlyList<Guid> Customers);
