namespace Weir.Data.Admin;

/// <summary>How a grant by hand ended.</summary>
public enum AdminGrantOutcome
{
    Granted,

    /// <summary>The same was granted before with this id; nothing changed.</summary>
    AlreadyGranted,

    /// <summary>Something else was granted with this id.</summary>
    Conflict,
    UnknownCustomer,
    UnknownMeter,
}
