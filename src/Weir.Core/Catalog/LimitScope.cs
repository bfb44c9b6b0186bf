namespace Weir.Core.Catalog;

/// <summary>Whose usage a limit counts together.</summary>
public enum LimitScope
{
    /// <summary>All of the customer's.</summary>
    Customer,

    /// <summary>Each user's of the customer; calls that name none count as one more.</summary>
    Member,

    /// <summary>Each feature's of the customer; calls that name none count as one more.</summary>
    Feature,
}
