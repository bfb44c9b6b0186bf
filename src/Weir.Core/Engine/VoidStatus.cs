namespace Weir.Core.Engine;

/// <summary>How a void ended. A hold resolves exactly once: the first of settle, void and expire wins.</summary>
public enum VoidStatus
{
    Voided,
    AlreadyVoided,
    AlreadyPosted,
    AlreadyExpired,
    NotFound,
}
