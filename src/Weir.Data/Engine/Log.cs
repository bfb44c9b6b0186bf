using Microsoft.Extensions.Logging;

namespace Weir.Data.Engine;

/// <summary>Events 2200 to 2299.</summary>
internal static partial class Log
{
    [LoggerMessage(2200, LogLevel.Warning, "A batch of {Operations} engine operations is sent again ({Failure} {SqlState}).")]
    public static partial void BatchRetried(ILogger logger, int operations, string failure, string? sqlState);

    [LoggerMessage(2201, LogLevel.Error,
        "A batch of {Operations} engine operations was given up ({Failure} {SqlState}); whether they happened is unknown.")]
    public static partial void BatchLost(ILogger logger, int operations, string failure, string? sqlState);

    [LoggerMessage(2202, LogLevel.Warning,
        "A batch of {Operations} engine operations failed and is split ({Failure} {SqlState}).")]
    public static partial void BatchSplit(ILogger logger, int operations, string failure, string? sqlState);

    [LoggerMessage(2203, LogLevel.Error, "The engine refused an operation ({Failure} {SqlState}).")]
    public static partial void OperationRefused(ILogger logger, string failure, string? sqlState);

    [LoggerMessage(2210, LogLevel.Information, "Expired {Holds} holds whose lease had run out.")]
    public static partial void HoldsExpired(ILogger logger, int holds);

    [LoggerMessage(2211, LogLevel.Warning, "The sweep of holds failed ({Failure} {SqlState}); it is tried again.")]
    public static partial void SweepFailed(ILogger logger, string failure, string? sqlState);

    [LoggerMessage(2220, LogLevel.Information,
        "Made {Partitions} ledger partitions, forgot {Keys} old idempotency keys and {Holds} old holds.")]
    public static partial void LedgerKept(ILogger logger, int partitions, long keys, long holds);

    [LoggerMessage(2221, LogLevel.Warning, "Keeping the ledger failed ({Failure} {SqlState}); it is tried again.")]
    public static partial void LedgerFailed(ILogger logger, string failure, string? sqlState);
}
