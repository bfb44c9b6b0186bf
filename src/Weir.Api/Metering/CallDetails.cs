using System.Text.Json.Serialization;

namespace Weir.Api.Metering;

/// <summary>What the ledger keeps of a call beside its quantities. Nothing else is stored.</summary>
/// <param name="Feature">Feature code.</param>
/// <param name="Capability">What served it, such as summarize.</param>
/// <param name="Provider">Provider.</param>
/// <param name="Model">Model as the provider resolved it.</param>
/// <param name="ProviderRequestId">The provider's own id.</param>
/// <param name="ProjectId">The app's own project id.</param>
/// <param name="DocumentId">The app's own document id.</param>
/// <param name="InputTokens">All input.</param>
/// <param name="CachedInputTokens">Part of the input.</param>
/// <param name="CacheWriteTokens">Part of the input.</param>
/// <param name="OutputTokens">All output.</param>
/// <param name="ReasoningTokens">Part of the output.</param>
/// <param name="CostUsd">Cost, a decimal string with at most nine decimals.</param>
/// <param name="Provenance">Where the numbers come from: provider, estimated or client, which is the default.</param>
/// <param name="Status">completed (the default), incomplete, failed or cancelled.</param>
/// <param name="ErrorCode">What went wrong.</param>
internal record CallDetails(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Feature = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Capability = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Provider = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Model = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ProviderRequestId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ProjectId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DocumentId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? InputTokens = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? CachedInputTokens = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? CacheWriteTokens = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? OutputTokens = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ReasoningTokens = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CostUsd = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Provenance = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Status = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ErrorCode = null);
