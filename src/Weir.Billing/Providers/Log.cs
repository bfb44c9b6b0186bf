using Microsoft.Extensions.Logging;
using Weir.Core.Billing;

namespace Weir.Billing.Providers;

internal static partial class Log
{
    /// <summary>Codes of the provider only: its messages may quote what was sent.</summary>
    [LoggerMessage(5101, LogLevel.Error, "{Provider} refused {Call} with {Status} {ErrorCode} {Parameter}. An operator must act.")]
    public static partial void Refused(
        ILogger logger, BillingProvider provider, string call, int status, string? errorCode, string? parameter);

    [LoggerMessage(5102, LogLevel.Warning, "{Provider} did not serve {Call}: {Status} {Failure}")]
    public static partial void NotServed(
        ILogger logger, BillingProvider provider, string call, int status, ProviderFailure? failure);
}
