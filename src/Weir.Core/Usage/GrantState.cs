namespace Weir.Core.Usage;

/// <summary>Whether a grant's units can be used at an instant.</summary>
public enum GrantState
{
    Open,

    /// <summary>It takes effect later.</summary>
    Upcoming,

    /// <summary>It expired or was revoked.</summary>
    Ended,
}
