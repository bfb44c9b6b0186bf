using Weir.Core.Engine;
using Weir.Data;
using Weir.Data.Engine;

namespace Weir.Api.Tests.Kit;

/// <summary>Writes to the ledger as the data plane does, at an instant of the test's choice.</summary>
internal static class Ledger
{
    /// <summary>Books calls of a feature, all recorded at the same instant; returns their events.</summary>
    public static async Task<IReadOnlyList<Guid>> RecordAsync(
        WeirDatabase database, DateTimeOffset at, Guid user, int count, long costNanoUsd = 1_000)
    {
        await using var engine = new EngineClient(database, new FixedTime(at));
        var events = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            var id = Guid.CreateVersion7();
            var result = await engine.RecordAsync(
                new RecordOperation(
                    user, user, id, [new MeterQuantity("ai_cost", costNanoUsd), new MeterQuantity("ai_tokens", 130)],
                    Call(at, costNanoUsd)),
                TestContext.Current.CancellationToken);
            result.Inserted.ShouldBeTrue();
            events.Add(id);
        }
        return events;
    }

    /// <summary>Sets units aside and leaves them so.</summary>
    public static async Task HoldAsync(WeirDatabase database, Guid user, long nanoUsd)
    {
        await using var engine = new EngineClient(database, TimeProvider.System);
        var result = await engine.ReserveAsync(
            new ReserveOperation(
                user, user, Guid.CreateVersion7(), "chapter_summary", [new MeterQuantity("ai_cost", nanoUsd)], TimeSpan.FromMinutes(10)),
            TestContext.Current.CancellationToken);
        result.Status.ShouldBe(ReserveStatus.Reserved);
    }

    private static UsageEventDetails Call(DateTimeOffset at, long costNanoUsd) => new()
    {
        Feature = "chapter_summary", Capability = "summarize", Provider = "openai", Model = "gpt-5-mini-2025-08-07",
        ProviderRequestId = "resp_1", ProjectId = "local-7", DocumentId = "chapter-1", InputTokens = 100, CachedInputTokens = 40,
        OutputTokens = 30, ReasoningTokens = 10, CostNanoUsd = costNanoUsd, PriceVersion = 1, TierRequested = "flex",
        TierServed = "default", Retried = true, PromptVersion = "chapter_summary@1", OccurredAt = at,
    };
}
