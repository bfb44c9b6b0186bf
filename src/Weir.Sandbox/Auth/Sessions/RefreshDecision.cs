namespace Weir.Sandbox.Auth.Sessions;

/// <summary>What happens to a refresh token that comes in.</summary>
internal enum RefreshDecision
{
    /// <summary>First use: spend it and hand out its successor.</summary>
    Rotate,

    /// <summary>The client did not keep the answer, or asked twice at once: the active token again.</summary>
    Reissue,

    /// <summary>Somebody else holds a copy: the whole family ends.</summary>
    Revoke,
}
