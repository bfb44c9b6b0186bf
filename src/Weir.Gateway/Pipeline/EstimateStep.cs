using Microsoft.Extensions.Logging;
using Weir.Core.Entitlements;
using Weir.Core.Errors;
using Weir.Core.Pricing;

namespace Weir.Gateway.Pipeline;

/// <summary>
/// Step 5. Renders the prompt and bounds what the call can cost. Without a price there is no call. Pure.
/// </summary>
internal sealed class EstimateStep(PromptRenderer prompts, ILogger<EstimateStep> logger)
{
    public WeirError? Run(CallContext call)
    {
        call.Prompt = prompts.Render(call.Feature.Prompt, call.Input);
        var input = TokenBound.OfMessages(call.Prompt.Instructions, call.Prompt.User);
        var estimate = CostEstimator.Estimate(
            call.Catalog, call.Route, input, call.Feature.MaxOutputTokens, call.StartedAt);
        if (estimate is null)
        {
            Log.NoPrice(logger, call.Route.Target.Provider, call.Route.Target.Model);
            return new(ErrorCode.ProviderUnavailable, "The model behind this feature has no price; it is not called.");
        }
        call.Estimate = estimate;
        call.Holds = MeterLines.ToHold(
            call.Catalog, EntitlementDecider.PlanOf(call.Catalog, call.Customer), call.Feature,
            estimate.CostNanoUsd, estimate.InputTokens + estimate.OutputTokens);
        return null;
    }
}
