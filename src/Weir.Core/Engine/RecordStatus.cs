namespace Weir.Core.Engine;

/// <summary>How a record ended.</summary>
public enum RecordStatus
{
    /// <summary>The event is in the ledger.</summary>
    Recorded,

    /// <summary>A repeat: nothing was written.</summary>
    AlreadyRecorded,

    /// <summary>The key was used with another body, or for a call that is still running.</summary>
    KeyConflict,

    /// <summary>It occurred longer ago than the policy of its meters accepts, or than ids are remembered.</summary>
    TooOld,

    /// <summary>It occurred further ahead than clocks may differ.</summary>
    Future,

    /// <summary>Too much waits; it was not sent, and nothing is written.</summary>
    Overloaded,
}
