using Microsoft.Extensions.Logging;
using Weir.Billing.Providers;
using Weir.Core.Billing;
using Weir.Data.Billing;

namespace Weir.Billing.Processing;

/// <summary>
/// Asks a provider what a disputed payment was for, while no connection to the database is held, and takes the answer in. The
/// message that waits for it finds it at its next attempt; whatever fails here is asked again then.
/// </summary>
internal sealed class LinkFinder(IEnumerable<IPaymentLinks> links, BillingFolder folder, ILogger<LinkFinder> logger)
{
    public async Task FindAsync(WorkedEvent worked, CancellationToken cancellationToken)
    {
        if (BillingProviderNames.Find(worked.Provider) is not { } provider
            || links.FirstOrDefault(source => source.Provider == provider) is not { } source) return;
        foreach (var intent in worked.Unlinked)
        {
            if (await source.FindAsync(intent, cancellationToken) is not { } reading) continue;
            if (reading.Fault is { } fault) Log.LinkUnreadable(logger, provider, intent, fault);
            else await FoldAsync(provider, worked.Mode, intent, reading.Facts, cancellationToken);
        }
    }

    private async Task FoldAsync(
        BillingProvider provider, BillingMode mode, string intent, IReadOnlyList<BillingFact> facts,
        CancellationToken cancellationToken)
    {
        try
        {
            await folder.FoldAsync(provider, mode, facts, cancellationToken);
        }
        catch (BillingFaultException fault)
        {
            Log.LinkUnreadable(logger, provider, intent, fault.Message);
        }
    }
}
