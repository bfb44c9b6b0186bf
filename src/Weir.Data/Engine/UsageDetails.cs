using Npgsql;
using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary>The type <c>weir.usage_details</c>, field by field: one array of them reads faster than an array a field.</summary>
internal sealed class UsageDetails
{
    public required Guid EventId { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }

    public long InputTokens { get; init; }

    public long CachedInputTokens { get; init; }

    public long CacheWriteTokens { get; init; }

    public long OutputTokens { get; init; }

    public long ReasoningTokens { get; init; }

    public long CostNanoUsd { get; init; }

    public int PriceVersion { get; init; }

    public bool Retried { get; init; }

    public string? Feature { get; init; }

    public string? Capability { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public string? ProviderRequestId { get; init; }

    public string? ProjectId { get; init; }

    public string? DocumentId { get; init; }

    public string? Provenance { get; init; }

    public string? Status { get; init; }

    public string? ErrorCode { get; init; }

    public string? TierRequested { get; init; }

    public string? TierServed { get; init; }

    public string? PromptVersion { get; init; }

    public static NpgsqlDataSourceBuilder Map(NpgsqlDataSourceBuilder builder)
    {
        builder.MapComposite<UsageDetails>("weir.usage_details");
        return builder;
    }

    public static UsageDetails Of(Guid eventId, UsageEventDetails details) => new()
    {
        EventId = eventId,
        OccurredAt = WhenOccurred(details),
        InputTokens = details.InputTokens,
        CachedInputTokens = details.CachedInputTokens,
        CacheWriteTokens = details.CacheWriteTokens,
        OutputTokens = details.OutputTokens,
        ReasoningTokens = details.ReasoningTokens,
        CostNanoUsd = details.CostNanoUsd,
        PriceVersion = details.PriceVersion,
        Retried = details.Retried,
        Feature = WireText.Clean(details.Feature),
        Capability = WireText.Clean(details.Capability),
        Provider = WireText.Clean(details.Provider),
        Model = WireText.Clean(details.Model),
        ProviderRequestId = WireText.Clean(details.ProviderRequestId),
        ProjectId = WireText.Clean(details.ProjectId),
        DocumentId = WireText.Clean(details.DocumentId),
        Provenance = WireText.Clean(details.Provenance),
        Status = WireText.Clean(details.Status),
        ErrorCode = WireText.Clean(details.ErrorCode),
        TierRequested = WireText.Clean(details.TierRequested),
        TierServed = WireText.Clean(details.TierServed),
        PromptVersion = WireText.Clean(details.PromptVersion),
    };

    /// <summary>Unset means now, by the database function's clock argument.</summary>
    public static DateTimeOffset? WhenOccurred(UsageEventDetails details) =>
        details.OccurredAt == default ? null : details.OccurredAt.ToUniversalTime();
}
