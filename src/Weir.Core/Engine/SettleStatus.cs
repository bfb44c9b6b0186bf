namespace Weir.Core.Engine;

/// <summary>How a settle ended.</summary>
public enum SettleStatus
{
    /// <summary>Posted; the event is durable.</summary>
    Posted,

    /// <summary>
    /// The hold had expired or was voided: the usage is recorded all the same, as overrun where no room was left.
    /// </summary>
    PostedLate,

    /// <summary>Posted before; nothing changed. <see cref="SettleResult.EventId"/> is the first event.</summary>
    AlreadyPosted,

    /// <summary>No such hold of this customer.</summary>
    NotFound,
}
