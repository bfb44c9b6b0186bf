using Microsoft.Extensions.Logging;

namespace Weir.Data.Keys;

/// <summary>Events 2300 to 2309. No key, no digest.</summary>
internal static partial class Log
{
    [LoggerMessage(2300, LogLevel.Warning, "Uses of service keys were not noted ({Failure} {SqlState}); they are kept.")]
    public static partial void UseNotWritten(ILogger logger, string failure, string? sqlState);
}
