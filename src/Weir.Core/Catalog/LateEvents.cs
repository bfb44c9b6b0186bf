namespace Weir.Core.Catalog;

/// <summary>What becomes of an event that is recorded later than <see cref="Meter.LateAfter"/>.</summary>
public enum LateEvents
{
    /// <summary>It counts when it occurred: a period that is over changes.</summary>
    Restate,

    /// <summary>It counts when it is received: a period that is over never changes.</summary>
    Receipt,

    /// <summary>It is refused.</summary>
    Reject,
}
