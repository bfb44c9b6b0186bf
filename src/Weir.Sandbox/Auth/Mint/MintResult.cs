using System.Diagnostics.CodeAnalysis;

namespace Weir.Sandbox.Auth.Mint;

/// <summary>The token, or why there is none.</summary>
public sealed record MintResult(MintStatus Status, MintedToken? Token)
{
    /// <summary>Whether there is a token.</summary>
    [MemberNotNullWhen(true, nameof(Token))]
    public bool IsMinted => Token is not null;

    internal static MintResult Refused(MintStatus status) => new(status, null);
}
