using Weir.Core.Errors;

namespace Weir.Billing.Reconciling;

/// <summary>A page of a provider's objects, or why it did not come: then there is no further one.</summary>
/// <param name="Objects">What was read.</param>
/// <param name="Total">How many there are in all pages of this kind; null when the provider does not say.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record FetchedPage(IReadOnlyList<FetchedObject> Objects, int? Total, WeirError? Error)
{
    public static FetchedPage Failed(WeirError error) => new([], null, error);
}
