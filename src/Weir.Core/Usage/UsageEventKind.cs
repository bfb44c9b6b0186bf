namespace Weir.Core.Usage;

/// <summary>What a ledger row is.</summary>
public enum UsageEventKind
{
    /// <summary>What was used.</summary>
    Usage,

    /// <summary>A later change of an event's numbers: what is added to them, and may be negative.</summary>
    Correction,
}
