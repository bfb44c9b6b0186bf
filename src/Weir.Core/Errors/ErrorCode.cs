namespace Weir.Core.Errors;

/// <summary>
/// Every error code an outsider can meet. The wire form is snake_case; <see cref="ErrorCatalog"/> maps each to a status
/// and a title.
/// </summary>
public enum ErrorCode
{
    MalformedRequest,
    BodyTooLarge,
    UnsupportedMediaType,
    InvalidInput,
    MissingToken,
    InvalidToken,
    TokenExpired,
    QuotaExhausted,
    SpendCapReached,
    SubscriptionPastDue,
    FeatureNotEntitled,
    TierNotAllowed,
    LimitExceeded,
    SubscriptionInactive,
    RoleRequired,
    UnknownFeature,
    UnknownModel,
    NotFound,
    MethodNotAllowed,
    IdempotencyConflict,
    RequestInProgress,
    AlreadySettled,
    RateLimited,
    ProviderRateLimited,
    ClientClosedRequest,
    Internal,
    ProviderError,
    StoreUnavailable,
    Overloaded,
    ProviderUnavailable,
    ProviderTimeout,
}
