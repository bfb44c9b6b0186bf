namespace Weir.Gateway.Providers;

/// <summary>Why an attempt did not bring an answer, in words that all providers share.</summary>
internal enum ProviderFault
{
    /// <summary>No capacity on the tier asked for; not charged. The fallback may have some.</summary>
    Capacity,

    /// <summary>The provider as a whole is overloaded.</summary>
    Overloaded,

    /// <summary>Too many requests or tokens; waiting helps.</summary>
    RateLimited,

    /// <summary>The operator's own account with the provider is used up. Waiting does not help.</summary>
    AccountExhausted,

    /// <summary>The operator's key is wrong or lacks a right.</summary>
    Credentials,

    /// <summary>The provider does not accept the request as Weir made it: model, tier or settings.</summary>
    Misconfigured,

    /// <summary>The text is longer than the model can read.</summary>
    InputTooLong,

    /// <summary>The provider's policy refuses the text.</summary>
    InputRefused,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>It cannot be reached.</summary>
    Unreachable,

    /// <summary>This server is stopping and gave the attempt up.</summary>
    Stopping,

    /// <summary>Anything else.</summary>
    Error,
}
