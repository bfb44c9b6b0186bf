using System.Collections.Concurrent;
using Weir.Core.Engine;
using Weir.Data;
using Weir.Data.Engine;

namespace Weir.Benches.Load;

/// <summary>Reserve and settle through <see cref="EngineClient"/>, with a ledger row as a gateway call writes it.</summary>
internal sealed class EngineOperation(EngineClient engine, TimeProvider time) : IOperation
{
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);

    private static readonly UsageEventDetails s_event = new()
    {
        Feature = "chapter_summary",
        Capability = "summarize",
        Provider = "openai",
        Model = "gpt-5-mini-2025-08-07",
        ProviderRequestId = "resp_68af4030592c81938ec0a5fbab4a3e9f05438e46b5f69a3b",
        InputTokens = 1_200,
        CachedInputTokens = 200,
        OutputTokens = 300,
        ReasoningTokens = 100,
        CostNanoUsd = 855_000,
        PriceVersion = 1,
        TierRequested = "flex",
        TierServed = "flex",
        PromptVersion = "chapter_summary@1",
    };

    private readonly ConcurrentDictionary<int, Guid> _ids = new();

    public ValueTask<Outcome> RunAsync(int client, int customer, Units units, CancellationToken cancellationToken)
    {
        var id = _ids.GetOrAdd(customer, BenchCustomers.IdOf);
        return RunAsync(id, id, units, cancellationToken);
    }

    public async ValueTask<Outcome> RunAsync(
        Guid customer, Guid user, Units units, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hold = new ReserveOperation(
            customer, user, Guid.CreateVersion7(now), s_event.Feature, [new MeterQuantity(units.Meter, units.Held)], s_lease);
        ReserveResult reserved;
        try
        {
            reserved = await engine.ReserveAsync(hold, cancellationToken);
        }
        catch (OverloadedException)
        {
            return Outcome.Refused;
        }
        if (reserved.Status == ReserveStatus.Denied) return Outcome.Denied;
        if (reserved.Status != ReserveStatus.Reserved)
            throw new InvalidOperationException($"The reserve answered {reserved.Status}.");

        var settled = await engine.SettleAsync(
            new SettleOperation(
                customer, hold.HoldId, Guid.CreateVersion7(now), [new MeterQuantity(units.Meter, units.Used)],
                s_event with { OccurredAt = now }),
            CancellationToken.None);
        return settled.Status == SettleStatus.Posted ? Outcome.Settled : Outcome.SettleFailed;
    }
}
