using Weir.Core.Billing;
using Weir.Core.Errors;
using Weir.Data.Billing;

namespace Weir.Billing.Reconciling;

/// <summary>What a comparison with a provider found.</summary>
/// <param name="Provider">With whom.</param>
/// <param name="Mode">In which of its worlds.</param>
/// <param name="Seen">Objects looked at.</param>
/// <param name="Repaired">Those that differed, and are now stored as the provider has them: kind and id.</param>
/// <param name="Customers">Customers whose plan and entitlements were computed anew, each once.</param>
/// <param name="Faults">Those that could not be taken in.</param>
/// <param name="Doubled">Customers that pay this provider for more than one subscription, or beside another's.</param>
/// <param name="Error">Why it ended early; null when it came to its end.</param>
public sealed record ReconcileReport(
    BillingProvider Provider, BillingMode Mode, int Seen, IReadOnlyList<string> Repaired, IReadOnlyList<Guid> Customers,
    IReadOnlyList<ReconcileFault> Faults, IReadOnlyList<DoubledSubscriptions> Doubled, WeirError? Error)
{
    public bool IsComplete => Error is null;
}
