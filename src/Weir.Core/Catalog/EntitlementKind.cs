namespace Weir.Core.Catalog;

/// <summary>Kind of an entitlement.</summary>
public enum EntitlementKind
{
    /// <summary>Has it, or not.</summary>
    Boolean,

    /// <summary>A value that the app reads.</summary>
    Static,

    /// <summary>An allowance per period.</summary>
    Metered,
}
