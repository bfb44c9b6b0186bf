using Microsoft.Extensions.Logging;

namespace Weir.Http.Authentication;

/// <summary>Event ids 2020–2039. No token, no key, no claim, no key id.</summary>
internal static partial class Log
{
    [LoggerMessage(2020, LogLevel.Information, "{RequestId} token refused: {Reason}")]
    public static partial void TokenRefused(ILogger logger, string requestId, string reason);

    [LoggerMessage(2021, LogLevel.Information, "Signing keys changed: {Count} usable, left out: [{Skipped}]")]
    public static partial void KeysChanged(ILogger logger, int count, string skipped);

    [LoggerMessage(2022, LogLevel.Warning,
        "Signing keys not fetched: {Outcome}; the ones held are {AgeSeconds} s old (-1: none)")]
    public static partial void KeysNotFetched(ILogger logger, JwksFetch outcome, long ageSeconds);

    [LoggerMessage(2023, LogLevel.Warning, "Signing keys purged")]
    public static partial void KeysPurged(ILogger logger);

    [LoggerMessage(2024, LogLevel.Information, "{RequestId} service key refused")]
    public static partial void ServiceKeyRefused(ILogger logger, string requestId);
}
