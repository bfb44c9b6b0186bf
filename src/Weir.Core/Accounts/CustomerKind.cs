namespace Weir.Core.Accounts;

/// <summary>Which party an app's users act for.</summary>
public enum CustomerKind
{
    /// <summary>One per user; its id is the user's id.</summary>
    Personal,

    /// <summary>Has members with roles.</summary>
    Organization,
}
