namespace Weir.Data.Accounts;

/// <summary>What became of a customer's new time zone.</summary>
public enum ZoneOutcome
{
    Set,
    Unchanged,
    UnknownCustomer,
    UnknownZone,
}
