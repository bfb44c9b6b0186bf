namespace Weir.Sandbox.Auth.Sessions;

/// <summary>Which sessions of a user end.</summary>
internal enum SignOutScope
{
    /// <summary>All.</summary>
    Global,

    /// <summary>The one that asks.</summary>
    Local,

    /// <summary>All but the one that asks.</summary>
    Others,
}
