using Microsoft.Extensions.Hosting;

namespace Weir.Billing.Processing;

/// <summary>What runs beside the requests: providers' messages are worked on, and what has run out ends.</summary>
internal sealed class BillingProcessing(BillingWorker worker, BillingKeeper keeper) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await keeper.StartAsync(stoppingToken);
        await Task.WhenAll(worker.RunAsync(stoppingToken), keeper.RunAsync(stoppingToken));
    }
}
