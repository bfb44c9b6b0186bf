using Weir.Billing.Reconciling;
using Weir.Core.Billing;
using Weir.Core.Errors;
using Weir.Data.Billing;

namespace Weir.Cli.Reconcile;

/// <summary>What <c>weir reconcile --json</c> prints of a provider.</summary>
internal sealed class ReconcileJson(ReconcileReport report)
{
    public BillingProvider Provider => report.Provider;

    public BillingMode Mode => report.Mode;

    public bool Complete => report.IsComplete;

    public string? Error => report.Error is { } error ? ErrorCatalog.Describe(error.Code).Name : null;

    public int Seen => report.Seen;

    public IReadOnlyList<string> Repaired => report.Repaired;

    public IReadOnlyList<Guid> Customers => report.Customers;

    public IReadOnlyList<ReconcileFault> Faults => report.Faults;

    public IReadOnlyList<DoubledSubscriptions> Doubled => report.Doubled;
}
