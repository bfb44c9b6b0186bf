using Microsoft.Extensions.Logging;
using Weir.Core.Billing;
using Weir.Core.Errors;

namespace Weir.Billing.Reconciling;

internal static partial class Log
{
    [LoggerMessage(5151, LogLevel.Information, "Compared {Seen} objects with {Provider}; {Repaired} were repaired")]
    public static partial void Compared(ILogger logger, BillingProvider provider, int seen, int repaired);

    [LoggerMessage(5152, LogLevel.Warning, "The comparison with {Provider} ended after {Seen} objects: {Code}. It is tried again.")]
    public static partial void EndedEarly(ILogger logger, BillingProvider provider, int seen, ErrorCode code);

    [LoggerMessage(5153, LogLevel.Error, "{Provider}'s {Item} cannot be taken in: {Reason}")]
    public static partial void NotTakenIn(ILogger logger, BillingProvider provider, string item, string reason);

    [LoggerMessage(5155, LogLevel.Warning, "Customer {Customer} pays {Count} subscriptions at once: {Subscriptions}")]
    public static partial void Doubled(ILogger logger, Guid customer, int count, string subscriptions);

    [LoggerMessage(5154, LogLevel.Warning, "The comparison with payment providers could not go on: {Failure}")]
    public static partial void StoreFailed(ILogger logger, string failure);
}
