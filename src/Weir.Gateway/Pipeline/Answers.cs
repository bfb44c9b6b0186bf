using System.Text.Json;
using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Core.Money;
using Weir.Gateway.Providers;
using Weir.Gateway.Responses;

namespace Weir.Gateway.Pipeline;

/// <summary>Builds what the caller reads.</summary>
internal static class Answers
{
    public static AiResponse Of(CallContext call)
    {
        var last = call.Attempts[^1];
        var target = call.Route.Target;
        return new AiResponse(
            call.EventId,
            call.Feature.Code,
            last.Outcome.End == ProviderEnd.Completed ? "completed" : "incomplete",
            OutputOf(call.Feature.Output, last.Text),
            UsageOf(call.Bill),
            new AiRouting(
                last.Target.Provider,
                last.Outcome.Model ?? last.Target.Model,
                target.Tier,
                last.Outcome.Tier ?? last.Target.Tier,
                call.Attempts.Count > 1,
                call.Attempts.Count > 1),
            QuotaOf(call));
    }

    public static AiUsage UsageOf(Bill bill) => new(
        bill.Usage.Input, bill.Usage.CachedInput, bill.Usage.Output, bill.Usage.Reasoning, bill.Usage.Total,
        UsdFormat.FromNano(bill.CostNanoUsd), bill.Provenance);

    public static AiUsage UsageOf(SettledEvent settled) => new(
        settled.InputTokens, settled.CachedInputTokens, settled.OutputTokens, settled.ReasoningTokens,
        settled.InputTokens + settled.OutputTokens, UsdFormat.FromNano(settled.CostNanoUsd), settled.Provenance);

    /// <summary>
    /// A feature of kind json answers with JSON; where the model did not keep to it, with the text as it came.
    /// </summary>
    private static AiOutput OutputOf(OutputKind kind, string text)
    {
        if (kind != OutputKind.Json) return new(text, null);
        try
        {
            using var document = JsonDocument.Parse(text);
            return new(null, document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return new(text, null);
        }
    }

    /// <summary>The money, if it is limited; else the first meter that is.</summary>
    private static AiQuota? QuotaOf(CallContext call)
    {
        var limited = call.Settled?.Balances
            .Where(b => call.Catalog.FindMeter(b.Meter) is { Limit: MeterLimit.Granted })
            .OrderBy(b => b.Meter == MeterCodes.Cost ? 0 : 1)
            .FirstOrDefault();
        return limited is null
            ? null
            : new(
                limited.Meter, limited.Granted, limited.Used, limited.Held, limited.Remaining, limited.HardLimit,
                limited.ResetsAt);
    }
}
