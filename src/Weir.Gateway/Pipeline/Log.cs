using Microsoft.Extensions.Logging;
using Weir.Core.Engine;
using Weir.Gateway.Providers;

namespace Weir.Gateway.Pipeline;

internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Error, "Refused a call: {Provider} model {Model} or its fallback has no price")]
    public static partial void NoPrice(ILogger logger, string provider, string model);

    [LoggerMessage(3001, LogLevel.Error, "The engine refused hold {HoldId} as {Status}: catalog and database disagree")]
    public static partial void ReserveRefused(ILogger logger, ReserveStatus status, Guid holdId);

    [LoggerMessage(3002, LogLevel.Information,
        "Attempt at {Provider} {Model} ({Tier}) ended {End} {Fault} {ProviderCode}, request {RequestId}")]
    public static partial void AttemptEnded(
        ILogger logger, string provider, string model, string tier, ProviderEnd end, ProviderFault? fault,
        string? providerCode, string requestId);

    [LoggerMessage(3003, LogLevel.Error,
        "{Provider} does not serve us: {Fault} ({ProviderCode}). An operator must act.")]
    public static partial void ProviderNeedsOperator(
        ILogger logger, string provider, ProviderFault? fault, string? providerCode);

    [LoggerMessage(3004, LogLevel.Error, "A route names provider {Provider}, which is not configured")]
    public static partial void NoAdapter(ILogger logger, string provider);

    [LoggerMessage(3005, LogLevel.Warning,
        "Event {EventId}: the tier that served it has no price; the dearest of the hold was taken")]
    public static partial void ServedWithoutPrice(ILogger logger, Guid eventId);

    [LoggerMessage(3006, LogLevel.Error,
        "Hold {HoldId} is gone although its call was made; {CostNanoUsd} nano-USD are not booked")]
    public static partial void HoldNotFound(ILogger logger, Guid holdId, long costNanoUsd);

    [LoggerMessage(3007, LogLevel.Warning,
        "Event {EventId} cost {CostNanoUsd} nano-USD, above its hold of {HeldNanoUsd}")]
    public static partial void Overrun(ILogger logger, Guid eventId, long heldNanoUsd, long costNanoUsd);

    [LoggerMessage(3008, LogLevel.Error, "Forwarding request {RequestId} broke inside Weir: {Failure}")]
    public static partial void ForwardBroke(ILogger logger, string requestId, string failure);

    [LoggerMessage(3009, LogLevel.Warning, "The lease of hold {HoldId} could not be extended yet: {Failure}")]
    public static partial void LeaseNotExtended(ILogger logger, Guid holdId, string failure);

    [LoggerMessage(3010, LogLevel.Warning, "Hold {HoldId} ended while its call went on: {Status}")]
    public static partial void LeaseLost(ILogger logger, Guid holdId, ExtendStatus status);
}
