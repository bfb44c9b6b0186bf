namespace Weir.Data.Engine;

/// <summary>How a grant ended.</summary>
public enum GrantOutcome
{
    Granted,

    /// <summary>The same grant id granted before; nothing changed.</summary>
    AlreadyGranted,
    UnknownCustomer,
    UnknownMeter,
}
