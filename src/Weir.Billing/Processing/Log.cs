using Microsoft.Extensions.Logging;
using Weir.Core.Billing;

namespace Weir.Billing.Processing;

/// <summary>Events 6100 to 6199.</summary>
internal static partial class Log
{
    [LoggerMessage(6100, LogLevel.Error,
        "{Provider}'s message {EventKey} ({EventType}) is parked after {Attempts} attempts: {Reason} It can be replayed.")]
    public static partial void Parked(
        ILogger logger, string provider, string eventKey, string eventType, int attempts, string? reason);

    [LoggerMessage(6101, LogLevel.Warning,
        "{Provider}'s message {EventKey} ({EventType}) failed {Attempts} times and is tried again: {Reason}")]
    public static partial void PutOff(
        ILogger logger, string provider, string eventKey, string eventType, int attempts, string? reason);

    [LoggerMessage(6102, LogLevel.Warning, "Work on providers' messages stopped ({Failure}); it goes on shortly.")]
    public static partial void WorkFailed(ILogger logger, string failure);

    [LoggerMessage(6103, LogLevel.Error, "What {Provider} says that {Intent} paid for cannot be taken in: {Reason}")]
    public static partial void LinkUnreadable(ILogger logger, BillingProvider provider, string intent, string reason);

    [LoggerMessage(6110, LogLevel.Information, "The rules of billing changed; {Customers} customers were computed anew.")]
    public static partial void RulesChanged(ILogger logger, int customers);

    [LoggerMessage(6111, LogLevel.Information, "What {Customers} customers had paid for has run out.")]
    public static partial void RanOut(ILogger logger, int customers);

    [LoggerMessage(6112, LogLevel.Warning, "Looking for what has run out failed ({Failure}); it is tried again.")]
    public static partial void KeepFailed(ILogger logger, string failure);
}
