namespace Weir.Core.Engine;

/// <summary>How a reserve ended.</summary>
public enum ReserveStatus
{
    /// <summary>The hold is durable; the call may be made.</summary>
    Reserved,

    /// <summary>A limit refused it; nothing is held.</summary>
    Denied,

    /// <summary>The key's first request is still pending.</summary>
    InProgress,

    /// <summary>The key was used with another body.</summary>
    KeyConflict,

    /// <summary>The key's first request is settled.</summary>
    AlreadySettled,

    /// <summary>A meter of the operation does not exist, a quantity is negative, or a consume is not of now.</summary>
    Invalid,

    /// <summary>Too much waits; it was not sent, and nothing is held.</summary>
    Overloaded,
}
