using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Core.Tokens;

/// <summary>What a failure is called in logs, and which error it is for the caller.</summary>
public static class TokenFailures
{
    private static readonly string[] s_names =
        [.. Enum.GetValues<TokenFailure>().Select(f => JsonNamingPolicy.SnakeCaseLower.ConvertName(f.ToString()))];

    /// <summary>Stable snake_case name, such as <c>signature_wrong</c>.</summary>
    public static string Name(this TokenFailure failure) => s_names[(int)failure];

    /// <summary>
    /// <c>token_expired</c> for a token that was good until it expired, else <c>invalid_token</c>: which check it
    /// failed is for our logs, not for whoever forges.
    /// </summary>
    public static ErrorCode ToErrorCode(this TokenFailure failure) => failure switch
    {
        TokenFailure.None => throw new ArgumentOutOfRangeException(nameof(failure), "A good token is no error."),
        TokenFailure.Expired => ErrorCode.TokenExpired,
        _ => ErrorCode.InvalidToken,
    };
}
