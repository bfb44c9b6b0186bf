using Microsoft.Extensions.Logging;

namespace Weir.Api.Operations;

internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Warning, "Not ready: {What} ({Why})")]
    public static partial void NotReady(ILogger logger, string what, string why);

    [LoggerMessage(4002, LogLevel.Error, "The database is not fit for use: {Fault}")]
    public static partial void DatabaseUnfit(ILogger logger, string fault);
}
