using Microsoft.Extensions.Logging;

namespace Weir.Api.Operations;

internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Warning, "Not ready: {What} ({Why})")]
    public static partial void NotReady(ILogger logger, string what, string why);
}
