using Microsoft.Extensions.Logging;

namespace Weir.Sandbox.Auth;

/// <summary>Events of the sandbox's accounts, 7000–7049. Ids only: never an address, a token or a code.</summary>
internal static partial class Log
{
    [LoggerMessage(7000, LogLevel.Error, "The account store failed (request {RequestId}).")]
    public static partial void StoreFailed(ILogger logger, string requestId, Exception exception);

    [LoggerMessage(7001, LogLevel.Information, "User {UserId} signed up.")]
    public static partial void SignedUp(ILogger logger, Guid userId);

    [LoggerMessage(7002, LogLevel.Warning, "Session {SessionId} was revoked: a spent refresh token came back.")]
    public static partial void RefreshTokenReused(ILogger logger, Guid sessionId);
}
