using Microsoft.Extensions.Logging;

namespace Weir.Gateway.Settling;

internal static partial class Log
{
    [LoggerMessage(3100, LogLevel.Warning, "Hold {HoldId} could not be settled yet: {Failure}")]
    public static partial void SettleFailed(ILogger logger, Guid holdId, string failure);

    [LoggerMessage(3101, LogLevel.Warning, "Hold {HoldId} could not be voided yet: {Failure}")]
    public static partial void VoidFailed(ILogger logger, Guid holdId, string failure);

    [LoggerMessage(3102, LogLevel.Warning, "Hold {HoldId} could not be resolved in the background: {Failure}")]
    public static partial void RetryFailed(ILogger logger, Guid holdId, string failure);

    [LoggerMessage(3103, LogLevel.Critical,
        "A resolution is lost ({Reason}): customer {CustomerId}, hold {HoldId}, {CostNanoUsd} nano-USD. Book it.")]
    public static partial void ResolutionLost(
        ILogger logger, string reason, Guid customerId, Guid holdId, long costNanoUsd);
}
