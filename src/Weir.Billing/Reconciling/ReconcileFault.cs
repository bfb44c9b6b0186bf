namespace Weir.Billing.Reconciling;

/// <summary>An object that could not be taken in.</summary>
/// <param name="Item">Kind and id.</param>
/// <param name="Reason">The field and what is wrong with it, or the price or customer that is not known.</param>
public sealed record ReconcileFault(string Item, string Reason);
