namespace Weir.Billing.Webhooks;

/// <summary>Why a message to a webhook was not taken; the <c>reason</c> of the problem, in snake_case.</summary>
internal enum WebhookRefusal
{
    SignatureMissing,
    SignatureMalformed,
    SignatureStale,
    SignatureMismatch,

    /// <summary>Signed, but not a message of the provider's form.</summary>
    Unreadable,

    /// <summary>A test message where live ones belong, or the other way round.</summary>
    OtherMode,

    /// <summary>Of a store or account that is not ours.</summary>
    OtherAccount,
}
