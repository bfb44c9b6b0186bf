using Microsoft.Extensions.Logging;

namespace Weir.Data.Changes;

/// <summary>Events 2100 to 2199.</summary>
internal static partial class Log
{
    [LoggerMessage(2100, LogLevel.Debug, "Listening for changes of catalog, plans and members.")]
    public static partial void ListenerConnected(ILogger logger);

    [LoggerMessage(2101, LogLevel.Warning,
        "Lost the connection that listens for changes ({Failure} {SqlState}); trying again in {Pause}. "
        + "Until then cached plans may be 60 s old.")]
    public static partial void ListenerLost(ILogger logger, string failure, string? sqlState, TimeSpan pause);
}
