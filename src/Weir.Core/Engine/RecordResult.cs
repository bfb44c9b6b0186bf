namespace Weir.Core.Engine;

/// <summary>Answer to a <see cref="RecordOperation"/>.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="EventId">The event in the ledger: the first one, for a repeat.</param>
public sealed record RecordResult(RecordStatus Status, Guid EventId)
{
    /// <summary>False when nothing was written.</summary>
    public bool Inserted => Status is RecordStatus.Recorded;
}
