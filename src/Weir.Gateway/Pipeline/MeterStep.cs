using Weir.Core.Pricing;
using Weir.Gateway.Providers;

namespace Weir.Gateway.Pipeline;

/// <summary>
/// Step 8. From what the attempts reported to what is charged; the policies of README.md, as code. Pure.
/// </summary>
internal static class MeterStep
{
    public static Bill Run(CallContext call)
    {
        var bill = new Bill();
        var charged = false;
        foreach (var attempt in call.Attempts)
        {
            if (UsageOf(call, attempt) is not { } usage) continue;
            charged = true;
            var price = ServedPrice.Find(
                call.Catalog, attempt.Target, attempt.Outcome.Model, attempt.Outcome.Tier, call.Estimate,
                call.StartedAt);
            bill = bill with
            {
                Usage = bill.Usage + usage,
                CostNanoUsd = bill.CostNanoUsd + CostCalculator.Rate(price.Price, usage),
                PriceVersion = price.Price.Version,
                PriceMissing = bill.PriceMissing || !price.Exact,
                Provenance = price.Exact && attempt.Outcome.Usage is not null ? bill.Provenance : Bill.Estimated,
            };
        }
        var last = call.Attempts[^1];
        return charged
            ? bill with
            {
                Lines = MeterLines.ToPost(
                    call.Catalog, call.Feature, bill.CostNanoUsd, bill.Usage.Total, last.Outcome.HasAnswer),
            }
            : bill with { VoidReason = ReasonOf(last.Outcome) };
    }

    /// <summary>Null when the attempt costs the customer nothing.</summary>
    private static TokenUsage? UsageOf(CallContext call, Attempt attempt)
    {
        if (attempt.Outcome.Usage is { } reported) return reported;
        if (attempt.GivenUp) return null;
        return attempt.Outcome.End switch
        {
            ProviderEnd.NotSent or ProviderEnd.Refused => null,
            ProviderEnd.Failed when attempt.OutputBytes == 0 => null,
            _ => Seen(call, attempt),
        };
    }

    /// <summary>
    /// One token for every byte that went out and that came back: more than was used, and never more than the hold.
    /// </summary>
    private static TokenUsage Seen(CallContext call, Attempt attempt) =>
        new(call.Estimate.InputTokens, TokenBound.OfOutput(attempt.OutputBytes, call.Estimate.OutputTokens));

    private static string ReasonOf(ProviderOutcome outcome) => outcome.Fault switch
    {
        ProviderFault.Timeout => "provider_timeout",
        ProviderFault.RateLimited => "provider_rate_limited",
        ProviderFault.Unreachable or ProviderFault.Capacity => "provider_unavailable",
        ProviderFault.AccountExhausted or ProviderFault.Credentials => "provider_unavailable",
        _ => "provider_error",
    };
}
