using Weir.Core.Errors;

namespace Weir.Http.Authentication;

/// <summary>What is said of bearers that let nobody in. One text for all of them: it must not help to guess.</summary>
internal static class BearerErrors
{
    public static readonly WeirError Missing = new(ErrorCode.MissingToken, "Send Authorization: Bearer <access token>.");

    public static readonly WeirError Ambiguous = new(ErrorCode.InvalidToken, "Send exactly one Authorization header.");

    public static readonly WeirError Invalid = new(ErrorCode.InvalidToken, "The access token is not valid here.");

    public static readonly WeirError Expired = new(ErrorCode.TokenExpired, "The access token has expired; refresh it.");
}
