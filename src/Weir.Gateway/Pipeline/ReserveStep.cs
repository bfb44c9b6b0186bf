using System.Text.Json;
using Microsoft.Extensions.Logging;
using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data;
using Weir.Data.Engine;
using Weir.Gateway.Responses;
using Weir.Gateway.Settling;
using Weir.Http.Limits;

namespace Weir.Gateway.Pipeline;

/// <summary>Step 6. Sets the estimate aside; durable before the provider hears of the call.</summary>
internal sealed class ReserveStep(
    EngineClient engine, HoldResolver holds, LeaseKeeper leases, TimeProvider time, ILogger<ReserveStep> logger)
{
    private static readonly TimeSpan s_busyRetryAfter = TimeSpan.FromSeconds(2);

    public async ValueTask<WeirError?> RunAsync(CallContext call, CancellationToken cancellationToken)
    {
        call.HoldId = Guid.CreateVersion7(call.StartedAt);
        var lease = leases.FirstLease(LongestCall(call.Route));
        var operation = new ReserveOperation(
            call.Customer.CustomerId, call.Caller.UserId, call.HoldId, call.Feature.Code, call.Holds, lease,
            call.Request.IdempotencyKey, call.Request.Hash);
        ReserveResult result;
        try
        {
            result = await engine.ReserveAsync(operation, cancellationToken);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
        {
            // Whether the hold exists is unknown: the call is not made, and the units need not wait for the lease to
            // end.
            await holds.VoidAsync(
                new(operation.CustomerId, operation.HoldId, "reserve_unknown"), time.GetUtcNow() + lease);
            throw;
        }
        call.LeaseEndsAt = result.ExpiresAt;
        return Judge(result);
    }

    /// <summary>
    /// A call that falls back does so before the first byte; then the other target has its whole time.
    /// </summary>
    public static TimeSpan LongestCall(ModelRoute route) =>
        route.Fallback is null ? route.Timeout : route.FirstByteTimeout + route.Timeout;

    private WeirError? Judge(ReserveResult result)
    {
        switch (result.Status)
        {
            case ReserveStatus.Reserved:
                return null;
            case ReserveStatus.Denied:
                return result.Denial is { } denial
                    ? LimitErrors.Of(denial, time.GetUtcNow())
                    : throw new InvalidOperationException("A denial without its numbers.");
            case ReserveStatus.Overloaded:
                return OverloadErrors.Refused;
            case ReserveStatus.InProgress:
                return new(ErrorCode.RequestInProgress, "The first request with this Idempotency-Key is still running.")
                {
                    RetryAfter = s_busyRetryAfter,
                };
            case ReserveStatus.KeyConflict:
                return new(
                    ErrorCode.IdempotencyConflict, "This Idempotency-Key was used with another body; take a new one.");
            case ReserveStatus.AlreadySettled:
                return AlreadySettled(result.Settled);
            default:
                Log.ReserveRefused(logger, result.Status, result.HoldId);
                return new(ErrorCode.Internal, "The call could not be set aside.");
        }
    }

    private static WeirError AlreadySettled(SettledEvent? settled) =>
        new(ErrorCode.AlreadySettled, "This request was served before. Outputs are not stored; this is its usage.")
        {
            Extensions = settled is null
                ? new Dictionary<string, object?>()
                : new Dictionary<string, object?>
                {
                    ["event_id"] = settled.EventId,
                    ["usage"] = JsonSerializer.SerializeToElement(Answers.UsageOf(settled), GatewayJson.Wire.AiUsage),
                },
        };
}
