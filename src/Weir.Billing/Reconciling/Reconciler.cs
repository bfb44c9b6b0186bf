using Weir.Core.Billing;
using Weir.Data.Billing;

namespace Weir.Billing.Reconciling;

/// <summary>
/// Reads everything of a provider that access depends on and takes it in as a message would be: what was never delivered is
/// repaired, and what is newer already stays.
/// </summary>
public sealed class Reconciler
{
    private readonly Dictionary<BillingProvider, IReconcileSource> _sources;
    private readonly BillingFolder _folder;
    private readonly CheckoutStore _store;
    private readonly BillingOptions _options;

    internal Reconciler(
        IEnumerable<IReconcileSource> sources, BillingFolder folder, CheckoutStore store, BillingOptions options)
    {
        _sources = sources.ToDictionary(source => source.Provider);
        _folder = folder;
        _store = store;
        _options = options;
    }

    /// <summary>The providers that are set up.</summary>
    public IReadOnlyList<BillingProvider> Providers => [.. _sources.Keys.Order()];

    /// <summary>Compares and repairs. What a provider does never makes it throw.</summary>
    /// <param name="provider">One of <see cref="Providers"/>.</param>
    /// <param name="progress">Told after each page.</param>
    /// <param name="cancellationToken">Cancels; what was repaired stays.</param>
    /// <exception cref="Weir.Data.StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public async Task<ReconcileReport> RunAsync(
        BillingProvider provider, IProgress<ReconcileProgress>? progress, CancellationToken cancellationToken)
    {
        var seen = 0;
        var repaired = new List<string>();
        var customers = new HashSet<Guid>();
        var faults = new List<ReconcileFault>();
        await foreach (var page in _sources[provider].ReadAllAsync(cancellationToken))
        {
            if (page.Error is { } error) return Report() with { Error = error };
            faults.AddRange(page.Objects
                .Where(item => item.Reading.Fault is not null)
                .Select(item => new ReconcileFault(item.Name, item.Reading.Fault!)));
            await FoldAsync([.. page.Objects.Where(item => item.Reading.Facts.Count > 0)]);
            seen += page.Objects.Count;
            progress?.Report(new ReconcileProgress(seen, page.Total));
        }
        var all = await _store.ListDoubledAsync(_options.Mode, cancellationToken);
        return Report() with
        {
            Doubled = [.. all.Where(one => one.Subscriptions.Any(name => name.StartsWith($"{provider.Name()}:", StringComparison.Ordinal)))],
        };

        ReconcileReport Report() =>
            new(provider, _options.Mode, seen, repaired, [.. customers.Order()], faults, [], null);

        async Task FoldAsync(IReadOnlyList<FetchedObject> objects)
        {
            if (objects.Count == 0) return;
            try
            {
                var facts = objects.SelectMany(item => item.Reading.Facts).ToList();
                var result = await _folder.FoldAsync(provider, _options.Mode, facts, cancellationToken);
                repaired.AddRange(result.Changed);
                if (result.Changed.Count > 0) customers.UnionWith(result.Customers);
            }
            catch (BillingFaultException fault) when (objects.Count == 1)
            {
                faults.Add(new ReconcileFault(objects[0].Name, fault.Message));
            }
            catch (BillingFaultException)
            {
                // One of them; the others are not to suffer from it.
                foreach (var item in objects) await FoldAsync([item]);
            }
        }
    }
}
