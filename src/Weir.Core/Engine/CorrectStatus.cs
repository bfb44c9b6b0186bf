namespace Weir.Core.Engine;

/// <summary>How a correction ended.</summary>
public enum CorrectStatus
{
    /// <summary>The row is in the ledger.</summary>
    Corrected,

    /// <summary>A repeat: nothing changed.</summary>
    AlreadyCorrected,

    /// <summary>The id is that of another event.</summary>
    KeyConflict,

    /// <summary>The customer has no such event.</summary>
    NotFound,

    /// <summary>More would be given back than the event and its corrections took.</summary>
    BelowZero,

    /// <summary>An unknown meter, a meter twice, nothing to add, no reason, or the event is itself a correction.</summary>
    Invalid,
}
