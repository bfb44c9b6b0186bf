namespace Weir.Core.Engine;

/// <summary>What became of a hold.</summary>
public enum HoldState
{
    /// <summary>Its units are set aside.</summary>
    Pending,

    /// <summary>It was settled, in time or late.</summary>
    Posted,

    /// <summary>It was released.</summary>
    Voided,

    /// <summary>Its lease ran out; its units are back.</summary>
    Expired,
}
