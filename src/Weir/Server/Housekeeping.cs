using Weir.Data.Engine;
using Weir.Data.Keys;

namespace Weir.Server;

/// <summary>
/// What runs beside the requests: holds whose lease is over are expired, the ledger gets its partitions ahead of time,
/// and the use of service keys is noted.
/// </summary>
internal sealed class Housekeeping(HoldSweeper sweeper, LedgerKeeper keeper, ServiceKeyUse keyUse) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(sweeper.RunAsync(stoppingToken), keeper.RunAsync(stoppingToken), keyUse.RunAsync(stoppingToken));
}
