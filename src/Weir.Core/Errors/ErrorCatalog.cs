using System.Collections.Frozen;

namespace Weir.Core.Errors;

/// <summary>The one table of error codes. <c>docs/errors.md</c> lists the same rows; a test keeps the two equal.</summary>
public static class ErrorCatalog
{
    private static readonly FrozenDictionary<ErrorCode, ErrorDescriptor> s_byCode = new ErrorDescriptor[]
    {
        new(ErrorCode.MalformedRequest, "malformed_request", 400, "The request could not be read", false),
        new(ErrorCode.BodyTooLarge, "body_too_large", 413, "The body is too large", false),
        new(ErrorCode.UnsupportedMediaType, "unsupported_media_type", 415, "The content type is not supported", false),
        new(ErrorCode.InvalidInput, "invalid_input", 422, "The input is not valid", false),
        new(ErrorCode.MissingToken, "missing_token", 401, "An access token is required", false),
        new(ErrorCode.InvalidToken, "invalid_token", 401, "The access token is not valid", false),
        new(ErrorCode.TokenExpired, "token_expired", 401, "The access token has expired", false),
        new(ErrorCode.QuotaExhausted, "quota_exhausted", 402, "The plan's allowance is used up", false),
        new(ErrorCode.SpendCapReached, "spend_cap_reached", 402, "The spend cap is reached", false),
        new(ErrorCode.SubscriptionPastDue, "subscription_past_due", 402, "The subscription is past due", false),
        new(ErrorCode.FeatureNotEntitled, "feature_not_entitled", 403, "The plan does not include this feature", false),
        new(ErrorCode.TierNotAllowed, "tier_not_allowed", 403, "The plan does not include this tier", false),
        new(ErrorCode.LimitExceeded, "limit_exceeded", 403, "A limit of the plan is exceeded", false),
        new(ErrorCode.SubscriptionInactive, "subscription_inactive", 403, "There is no active subscription", false),
        new(ErrorCode.RoleRequired, "role_required", 403, "Another role is required", false),
        new(ErrorCode.UnknownFeature, "unknown_feature", 404, "There is no such feature", false),
        new(ErrorCode.UnknownModel, "unknown_model", 404, "There is no such model", false),
        new(ErrorCode.NotFound, "not_found", 404, "Not found", false),
        new(ErrorCode.MethodNotAllowed, "method_not_allowed", 405, "The method is not allowed here", false),
        new(ErrorCode.IdempotencyConflict, "idempotency_conflict", 409, "The idempotency key belongs to another request", false),
        new(ErrorCode.RequestInProgress, "request_in_progress", 409, "The same request is still in progress", true),
        new(ErrorCode.AlreadySettled, "already_settled", 409, "The same request has already been served", false),
        new(ErrorCode.RateLimited, "rate_limited", 429, "Too many requests", true),
        new(ErrorCode.ProviderRateLimited, "provider_rate_limited", 429, "The provider is limiting requests", true),
        new(ErrorCode.ClientClosedRequest, "client_closed_request", 499, "The client closed the request", false),
        new(ErrorCode.Internal, "internal", 500, "Something went wrong on our side", true),
        new(ErrorCode.ProviderError, "provider_error", 502, "The provider failed", true),
        new(ErrorCode.StoreUnavailable, "store_unavailable", 503, "The database cannot be reached", true),
        new(ErrorCode.Overloaded, "overloaded", 503, "The server is overloaded", true),
        new(ErrorCode.ProviderUnavailable, "provider_unavailable", 503, "The provider is not available", true),
        new(ErrorCode.ProviderTimeout, "provider_timeout", 504, "The provider did not answer in time", true),
    }.ToFrozenDictionary(d => d.Code);

    /// <summary>All rows, in the order of <see cref="ErrorCode"/>.</summary>
    public static IEnumerable<ErrorDescriptor> All => s_byCode.Values.OrderBy(d => d.Code);

    /// <summary>The row of a code.</summary>
    public static ErrorDescriptor Describe(ErrorCode code) => s_byCode[code];
}
