using System.Diagnostics.CodeAnalysis;

namespace Weir.Core.Tokens;

/// <summary>The outcome of a verification: claims, or the first check that failed.</summary>
public readonly record struct TokenVerdict(TokenFailure Failure, TokenClaims? Claims)
{
    /// <summary>Whether the token is good.</summary>
    [MemberNotNullWhen(true, nameof(Claims))]
    public bool IsValid => Failure == TokenFailure.None && Claims is not null;

    internal static TokenVerdict Refused(TokenFailure failure) => new(failure, null);
}
