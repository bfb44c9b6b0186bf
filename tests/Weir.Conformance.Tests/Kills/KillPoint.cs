namespace Weir.Conformance.Tests.Kills;

/// <summary>Where a message stands when somebody is killed.</summary>
public enum KillPoint
{
    /// <summary>The server has read it, and PostgreSQL has not seen it.</summary>
    Read,

    /// <summary>It is in the inbox, and the provider was told nothing.</summary>
    Stored,

    /// <summary>The provider was told 200, and nobody works on it.</summary>
    Answered,

    /// <summary>A worker has taken it.</summary>
    Claimed,

    /// <summary>Its facts are folded, and the customer is not computed.</summary>
    Folded,

    /// <summary>The customer is computed, and the message is not marked as done.</summary>
    Synced,

    /// <summary>All is committed, and the worker does not know.</summary>
    Marked,
}
