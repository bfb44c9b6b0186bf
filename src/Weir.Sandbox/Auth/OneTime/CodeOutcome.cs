namespace Weir.Sandbox.Auth.OneTime;

/// <summary>What spending a code led to.</summary>
internal enum CodeOutcome
{
    /// <summary>The address is proven; a session may be opened.</summary>
    Proven,

    /// <summary>One of two addresses agreed to a change; the other's mail is awaited.</summary>
    FirstHalf,

    /// <summary>Somebody else spent the code, or the account is gone.</summary>
    Gone,

    /// <summary>The wanted address belongs to another account by now.</summary>
    EmailTaken,
}
