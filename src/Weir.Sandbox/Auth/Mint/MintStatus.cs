namespace Weir.Sandbox.Auth.Mint;

/// <summary>What became of a <see cref="MintRequest"/>.</summary>
public enum MintStatus
{
    Minted,

    /// <summary>The text is no e-mail address.</summary>
    InvalidEmail,

    /// <summary>There is no such account, and none was to be made.</summary>
    UnknownUser,

    /// <summary>The account is banned or deleted.</summary>
    Banned,

    /// <summary>The password of the new account is too short or too long.</summary>
    InvalidPassword,
}
