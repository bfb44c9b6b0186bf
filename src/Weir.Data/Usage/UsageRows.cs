using System.Data.Common;
using Weir.Core.Engine;
using Weir.Core.Usage;
using Weir.Data.Engine;

namespace Weir.Data.Usage;

internal static class UsageRows
{
    /// <summary>A row of <c>weir.usage_page</c>.</summary>
    public static UsageEvent ReadEvent(DbDataReader reader, Guid customerId) => new(
        reader.GetGuid(0), customerId, reader.Optional<Guid>(1), reader.GetFieldValue<DateTimeOffset>(2),
        reader.GetFieldValue<DateTimeOffset>(3), ReadDetails(reader), ReadLines(reader))
    {
        Corrects = reader.Optional<Guid>(27),
        Reason = reader.OptionalText(28),
    };

    private static UsageEventDetails ReadDetails(DbDataReader reader) => new()
    {
        OccurredAt = reader.GetFieldValue<DateTimeOffset>(2),
        Feature = reader.OptionalText(4),
        Capability = reader.OptionalText(5),
        Provider = reader.OptionalText(6),
        Model = reader.OptionalText(7),
        ProviderRequestId = reader.OptionalText(8),
        ProjectId = reader.OptionalText(9),
        DocumentId = reader.OptionalText(10),
        InputTokens = reader.GetInt64(11),
        CachedInputTokens = reader.GetInt64(12),
        CacheWriteTokens = reader.GetInt64(13),
        OutputTokens = reader.GetInt64(14),
        ReasoningTokens = reader.GetInt64(15),
        CostNanoUsd = reader.GetInt64(16),
        PriceVersion = reader.GetInt32(17),
        Provenance = reader.GetString(18),
        Status = reader.GetString(19),
        ErrorCode = reader.OptionalText(20),
        TierRequested = reader.OptionalText(21),
        TierServed = reader.OptionalText(22),
        Retried = reader.GetBoolean(23),
        PromptVersion = reader.OptionalText(24),
    };

    private static MeterQuantity[] ReadLines(DbDataReader reader)
    {
        if (reader.IsDBNull(25)) return [];
        var quantities = reader.GetFieldValue<long[]>(26);
        return [.. reader.GetFieldValue<string[]>(25).Select((meter, i) => new MeterQuantity(meter, quantities[i]))];
    }
}
