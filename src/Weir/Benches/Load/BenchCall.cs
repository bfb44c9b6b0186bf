using Weir.Core.Engine;

namespace Weir.Benches.Load;

/// <summary>The operation that is measured, with a ledger row as a gateway call writes it.</summary>
internal static class BenchCall
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

    public static ReserveOperation Hold(Guid customer, Guid user, Units units, DateTimeOffset now) => new(
        customer, user, Guid.CreateVersion7(now), s_event.Feature, [new MeterQuantity(units.Meter, units.Held)], s_lease);

    public static SettleOperation Settle(ReserveOperation hold, Units units, DateTimeOffset now) => new(
        hold.CustomerId, hold.HoldId, Guid.CreateVersion7(now), [new MeterQuantity(units.Meter, units.Used)],
        s_event with { OccurredAt = now });
}
