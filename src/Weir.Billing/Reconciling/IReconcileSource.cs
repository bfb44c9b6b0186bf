using Weir.Core.Billing;

namespace Weir.Billing.Reconciling;

/// <summary>Lists everything of a provider that access depends on.</summary>
internal interface IReconcileSource
{
    BillingProvider Provider { get; }

    /// <summary>Page by page; a failure is the last one.</summary>
    IAsyncEnumerable<FetchedPage> ReadAllAsync(CancellationToken cancellationToken);
}
