namespace Weir.Billing.Reconciling;

/// <summary>How far a comparison is.</summary>
/// <param name="Seen">Objects looked at.</param>
/// <param name="Total">Of how many; null when the provider does not say.</param>
public readonly record struct ReconcileProgress(int Seen, int? Total);
