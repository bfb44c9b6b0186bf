namespace Weir.Http.Authentication;

/// <summary>How a fetch of the key set ended. Names are used in logs and counters.</summary>
internal enum JwksFetch
{
    Fetched,
    Unreachable,
    TimedOut,
    WrongStatus,
    TooLarge,
    NotAKeySet,
}
