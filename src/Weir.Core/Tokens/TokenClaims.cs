namespace Weir.Core.Tokens;

/// <summary>
/// What a verified token proves. Nothing in here comes from <c>user_metadata</c>, which users write themselves.
/// </summary>
/// <param name="UserId"><c>sub</c>.</param>
/// <param name="Email"><c>email</c>; null when absent or empty.</param>
/// <param name="SessionId"><c>session_id</c>; null when absent.</param>
/// <param name="IsAnonymous"><c>is_anonymous</c>.</param>
/// <param name="IsAdmin">Whether <c>app_metadata.weir_role</c> is the text <c>admin</c>.</param>
/// <param name="AssuranceLevel"><c>aal</c> as a number, 1 to 3; 0 when absent.</param>
/// <param name="IssuedAt"><c>iat</c>.</param>
/// <param name="ExpiresAt"><c>exp</c>.</param>
public sealed record TokenClaims(
    Guid UserId,
    string? Email,
    Guid? SessionId,
    bool IsAnonymous,
    bool IsAdmin,
    int AssuranceLevel,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt);
