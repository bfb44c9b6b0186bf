using System.Text.Json.Serialization;

namespace Weir.Api.Events;

/// <summary>What became of one event.</summary>
/// <param name="Inserted">Whether it is in the ledger since now; false for a repeat and for one that was refused.</param>
/// <param name="EventId">Its row in the ledger, the first one for a repeat; null when it was refused.</param>
/// <param name="Conflict">True when source and id were used with another content, which is not in the ledger.</param>
/// <param name="Error">Why it was refused, in a batch; an event that is sent alone gets a problem.</param>
internal sealed record EventResult(
    bool Inserted,
    Guid? EventId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Conflict = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EventError? Error = null);
