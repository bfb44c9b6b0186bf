namespace Weir.Sandbox.Auth.Mint;

/// <summary>A token to be minted, as <c>weir token</c> asks for it.</summary>
/// <param name="Email">Whose.</param>
public sealed record MintRequest(string Email)
{
    /// <summary>Whether to make the account, confirmed, when there is none.</summary>
    public bool SignUp { get; init; }

    /// <summary>Password of an account made now.</summary>
    /// <value>Null: none, so that only mails and minting sign it in.</value>
    public string? Password { get; init; }

    /// <summary>
    /// <c>admin</c> makes the account an administrator of Weir (<c>app_metadata.weir_role</c>); anything else is the
    /// token's <c>role</c>.
    /// </summary>
    /// <value>Null: the account's role, <c>authenticated</c>.</value>
    public string? Role { get; init; }

    /// <summary>Life of the token, at least a second.</summary>
    /// <value>Null: that of every access token.</value>
    public TimeSpan? Lifetime { get; init; }
}
