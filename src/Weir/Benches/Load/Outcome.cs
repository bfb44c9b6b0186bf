namespace Weir.Benches.Load;

/// <summary>How one operation, reserve then settle, ended.</summary>
internal enum Outcome
{
    /// <summary>Both durable.</summary>
    Settled,

    /// <summary>No units left.</summary>
    Denied,

    /// <summary>Turned away for load, before anything was done.</summary>
    Refused,

    /// <summary>Reserved, but the settle did not succeed.</summary>
    SettleFailed,

    /// <summary>An open loop found no free connection for it.</summary>
    NotOffered,

    /// <summary>Anything else: a fault of the bench or of what it measures.</summary>
    Failed,
}
