namespace Weir.Core.Tokens;

/// <summary>
/// Why a token was refused. For logs and counters; callers hear only the three codes of <see cref="TokenFailures"/>.
/// </summary>
public enum TokenFailure
{
    None,

    // Shape and encoding.
    TooLarge,
    NotThreeParts,
    Alphabet,
    NotCanonical,
    HeaderNotJson,

    // Header.
    AlgorithmNotAllowed,
    CriticalExtension,
    WrongType,
    KeyIdMissing,
    KeyIdNotValid,

    // Key and signature.
    UnknownKey,
    KeyNotForAlgorithm,
    SignatureLength,
    SignatureWrong,

    // Claims, in the order in which they are checked.
    PayloadNotJson,
    Issuer,
    Audience,
    Role,
    Subject,
    SessionId,
    Email,
    AnonymousFlag,
    AssuranceNotValid,
    AssuranceTooLow,
    AppMetadata,
    IssuedAtNotValid,
    IssuedInFuture,
    NotBeforeNotValid,
    NotYetValid,
    ExpiryNotValid,

    /// <summary>Last of all: a token that is only expired was a good one.</summary>
    Expired,
}
