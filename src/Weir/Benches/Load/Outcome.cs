namespace Weir.Benches.Load;

/// <summary>How one operation, reserve then settle, ended.</summary>
internal enum Outcome
{
    /// <summary>Both durable.</summary>
    Settled,

    /// <summary>Not so many units are left, and nobody holds any that may come back.</summary>
    Denied,

    /// <summary>Not so many units are left now; others hold some, and may give them back.</summary>
    DeniedForNow,

    /// <summary>Turned away for load or outage, before anything was done.</summary>
    Refused,

    /// <summary>Reserved, but the settle did not succeed.</summary>
    SettleFailed,

    /// <summary>An open loop found no free connection for it.</summary>
    NotOffered,

    /// <summary>Anything else: a fault of the bench or of what it measures.</summary>
    Failed,
}
