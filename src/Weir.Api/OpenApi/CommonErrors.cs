using Weir.Core.Errors;

namespace Weir.Api.OpenApi;

/// <summary>Errors that many operations share.</summary>
internal static class CommonErrors
{
    /// <summary>Whatever is called.</summary>
    public static readonly IReadOnlyList<ErrorCode> Any = [ErrorCode.RateLimited, ErrorCode.Internal];

    /// <summary>Where a verified user is needed.</summary>
    public static readonly IReadOnlyList<ErrorCode> OfUser =
    [
        ErrorCode.MissingToken, ErrorCode.InvalidToken, ErrorCode.TokenExpired, .. Any, ErrorCode.StoreUnavailable,
    ];

    /// <summary>Where the call acts for a customer.</summary>
    public static readonly IReadOnlyList<ErrorCode> OfCustomer =
        [ErrorCode.InvalidInput, .. OfUser, ErrorCode.NotFound];

    /// <summary>Where an operator is needed.</summary>
    public static readonly IReadOnlyList<ErrorCode> OfOperator = [.. OfUser, ErrorCode.RoleRequired];

    /// <summary>Where there is a JSON body.</summary>
    public static readonly IReadOnlyList<ErrorCode> OfBody =
    [
        ErrorCode.MalformedRequest, ErrorCode.BodyTooLarge, ErrorCode.UnsupportedMediaType, ErrorCode.InvalidInput,
    ];
}
