using Microsoft.Extensions.Logging;
using Weir.Core.Engine;

namespace Weir.Api.Reservations;

internal static partial class Log
{
    [LoggerMessage(3101, LogLevel.Error, "The engine answered {Status} for hold {HoldId}")]
    public static partial void ReserveRefused(ILogger logger, ReserveStatus status, Guid holdId);

    [LoggerMessage(3102, LogLevel.Error, "The engine answered {Status} for an extension of hold {HoldId}")]
    public static partial void ExtendRefused(ILogger logger, ExtendStatus status, Guid holdId);
}
