using Microsoft.Extensions.Logging;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Gateway.Providers;
using Weir.Gateway.Settling;

namespace Weir.Gateway.Pipeline;

/// <summary>
/// Step 9. Posts or releases the hold; durable before the caller hears of success, whatever became of the caller.
/// </summary>
internal sealed class SettleStep(HoldResolver holds, ILogger<SettleStep> logger)
{
    private static readonly TimeSpan s_storeRetryAfter = TimeSpan.FromSeconds(5);

    public async Task<WeirError?> RunAsync(CallContext call)
    {
        if (call.Bill.VoidReason is { } reason)
        {
            await holds.VoidAsync(new(call.Customer.CustomerId, call.HoldId, reason), call.LeaseEndsAt);
            return null;
        }
        if (call.Bill.PriceMissing) Log.ServedWithoutPrice(logger, call.EventId);
        var operation = new SettleOperation(
            call.Customer.CustomerId, call.HoldId, call.EventId, call.Bill.Lines, EventOf(call), ReportBalances: true);
        call.Settled = await holds.SettleAsync(operation, call.LeaseEndsAt);
        switch (call.Settled?.Status)
        {
            case null:
                return new(ErrorCode.StoreUnavailable, "The call was made; its usage will be written later.")
                {
                    RetryAfter = s_storeRetryAfter,
                };
            case SettleStatus.NotFound:
                Log.HoldNotFound(logger, call.HoldId, call.Bill.CostNanoUsd);
                return new(ErrorCode.Internal, "The call could not be settled.");
            default:
                if (call.Settled.Overrun.Count > 0)
                    Log.Overrun(logger, call.EventId, call.Estimate.CostNanoUsd, call.Bill.CostNanoUsd);
                return null;
        }
    }

    private static UsageEventDetails EventOf(CallContext call)
    {
        var last = call.Attempts[^1];
        var prompt = call.Feature.Prompt;
        return new()
        {
            Feature = call.Feature.Code,
            Capability = call.Feature.Capability,
            Provider = last.Target.Provider,
            Model = last.Outcome.Model ?? last.Target.Model,
            ProviderRequestId = last.Outcome.RequestId ?? last.RequestId,
            ProjectId = call.Request.ProjectId,
            DocumentId = call.Request.DocumentId,
            InputTokens = call.Bill.Usage.Input,
            CachedInputTokens = call.Bill.Usage.CachedInput,
            CacheWriteTokens = call.Bill.Usage.CacheWrite,
            OutputTokens = call.Bill.Usage.Output,
            ReasoningTokens = call.Bill.Usage.Reasoning,
            CostNanoUsd = call.Bill.CostNanoUsd,
            PriceVersion = call.Bill.PriceVersion,
            Provenance = call.Bill.Provenance,
            Status = StatusOf(call, last.Outcome),
            ErrorCode = ErrorOf(call, last.Outcome),
            TierRequested = call.Route.Target.Tier,
            TierServed = last.Outcome.Tier ?? last.Target.Tier,
            Retried = call.Attempts.Count > 1,
            PromptVersion = $"{prompt.Code}@{prompt.Version}",
            OccurredAt = call.StartedAt,
        };
    }

    private static string StatusOf(CallContext call, ProviderOutcome outcome) => outcome.End switch
    {
        ProviderEnd.Completed => "completed",
        ProviderEnd.Incomplete => "incomplete",
        ProviderEnd.Broken when call.ClientGone => "cancelled",
        _ => "failed",
    };

    private static string? ErrorOf(CallContext call, ProviderOutcome outcome)
    {
        if (call.ClientGone) return ErrorCatalog.Describe(ErrorCode.ClientClosedRequest).Name;
        return outcome.HasAnswer ? null : ErrorCatalog.Describe(ProviderProblems.Of(outcome).Code).Name;
    }
}
