namespace Weir.Core.Engine;

/// <summary>
/// Corrects an event of the ledger by a new row, which has what is to be added to its numbers: negative gives back. All rows
/// of an event together are never negative. A repeat with one <paramref name="EventId"/> has one effect.
/// </summary>
/// <param name="CustomerId">The event's customer.</param>
/// <param name="EventId">Of the new row; chosen by the caller (version 7).</param>
/// <param name="Corrects">The event that is corrected; not itself a correction.</param>
/// <param name="Reason">A code, such as <c>provider_refund</c>, 1 to 100 characters; never text of a user.</param>
/// <param name="Lines">What is added for each meter; each meter at most once.</param>
public sealed record CorrectOperation(
    Guid CustomerId, Guid EventId, Guid Corrects, string Reason, IReadOnlyList<MeterQuantity> Lines)
{
    /// <summary>
    /// When the corrected event was recorded, as the ledger lists it: saves a search through the customer's events.
    /// </summary>
    public DateTimeOffset? CorrectsRecordedAt { get; init; }

    public long InputTokens { get; init; }
    public long CachedInputTokens { get; init; }
    public long CacheWriteTokens { get; init; }
    public long OutputTokens { get; init; }
    public long ReasoningTokens { get; init; }
    public long CostNanoUsd { get; init; }
}
