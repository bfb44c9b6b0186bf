namespace Weir.Core.Engine;

/// <summary>Answer to a <see cref="RecordOperation"/>.</summary>
/// <param name="Inserted">False for a repeat: nothing was written.</param>
/// <param name="EventId">The event in the ledger: the first one, for a repeat.</param>
/// <param name="KeyConflict">True when the key was used with another body.</param>
public sealed record RecordResult(bool Inserted, Guid EventId, bool KeyConflict);
