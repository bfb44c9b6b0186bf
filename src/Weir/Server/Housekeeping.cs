using Weir.Data.Engine;

namespace Weir.Server;

/// <summary>What runs beside the requests: holds whose lease is over are expired, and the ledger gets its partitions ahead of time.</summary>
internal sealed class Housekeeping(HoldSweeper sweeper, LedgerKeeper keeper) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(sweeper.RunAsync(stoppingToken), keeper.RunAsync(stoppingToken));
}
