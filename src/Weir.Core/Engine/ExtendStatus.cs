namespace Weir.Core.Engine;

/// <summary>How an extension of a hold ended.</summary>
public enum ExtendStatus
{
    /// <summary>The hold has the lease and the units that were asked for.</summary>
    Extended,

    /// <summary>A limit refused more units; the hold is as it was, its lease too.</summary>
    Denied,

    /// <summary>No such hold of this customer.</summary>
    NotFound,

    /// <summary>It ended before: it was posted.</summary>
    AlreadyPosted,

    /// <summary>It ended before: it was released.</summary>
    AlreadyVoided,

    /// <summary>It ended before: its lease ran out.</summary>
    AlreadyExpired,

    /// <summary>A meter does not exist or comes twice, or a quantity or the lease is negative.</summary>
    Invalid,
}
