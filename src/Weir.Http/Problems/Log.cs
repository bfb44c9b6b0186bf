using Microsoft.Extensions.Logging;

namespace Weir.Http.Problems;

/// <summary>Event ids 2000–2019.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Error, "{RequestId} failed: {Digest}")]
    public static partial void Unhandled(ILogger logger, string requestId, string digest);

    [LoggerMessage(2001, LogLevel.Warning, "{RequestId} refused with {Code}: {Digest}")]
    public static partial void Unavailable(ILogger logger, string requestId, string code, string digest);

    [LoggerMessage(2003, LogLevel.Warning, "Refused as too many: {Count} since the last such line")]
    public static partial void Overloaded(ILogger logger, long count);

    [LoggerMessage(2002, LogLevel.Information, "{RequestId} ended with 499: the client is gone")]
    public static partial void ClientGone(ILogger logger, string requestId);
}
