namespace Weir.Proofs.Engine.Scripts;

/// <summary>Instants worth meeting exactly, and a microsecond before and after.</summary>
internal enum ClockTarget
{
    /// <summary>So much later.</summary>
    By,

    /// <summary>The end of a pending hold's lease.</summary>
    LeaseEnd,

    /// <summary>Where a grant begins or ends.</summary>
    GrantEdge,

    /// <summary>The end of a bucket's period.</summary>
    PeriodEnd,

    /// <summary>Midnight.</summary>
    DayEnd,

    /// <summary>The first of a month.</summary>
    MonthEnd,
}
