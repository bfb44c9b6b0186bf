using Microsoft.Extensions.Logging;

namespace Weir.Sandbox.Billing;

/// <summary>Events of the payment providers' stand-ins, 7100–7149.</summary>
internal static partial class Log
{
    [LoggerMessage(7100, LogLevel.Warning,
        "A webhook of the stand-in {Provider} ({EventType}) was answered with HTTP {Status}.")]
    public static partial void WebhookRefused(ILogger logger, string provider, string eventType, int status);
}
