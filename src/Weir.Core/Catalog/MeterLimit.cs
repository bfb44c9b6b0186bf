namespace Weir.Core.Catalog;

/// <summary>Whether a meter is limited.</summary>
public enum MeterLimit
{
    /// <summary>Only recorded.</summary>
    None,

    /// <summary>Needs a grant: no grant is a denial.</summary>
    Granted,
}
