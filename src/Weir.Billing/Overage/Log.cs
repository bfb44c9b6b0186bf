using Microsoft.Extensions.Logging;

namespace Weir.Billing.Overage;

/// <summary>Events 6150 to 6159.</summary>
internal static partial class Log
{
    [LoggerMessage(6150, LogLevel.Error,
        "Meter event {Id} ({EventName}) is parked, and its overage is not billed: {Reason} It can be replayed.")]
    public static partial void Parked(ILogger logger, Guid id, string eventName, string? reason);

    [LoggerMessage(6151, LogLevel.Warning, "Meter event {Id} ({EventName}) is sent again later: {Reason}")]
    public static partial void PutOff(ILogger logger, Guid id, string eventName, string? reason);

    [LoggerMessage(6152, LogLevel.Warning, "Reporting overage could not go on ({Failure}); it is tried again.")]
    public static partial void StoreFailed(ILogger logger, string failure);
}
