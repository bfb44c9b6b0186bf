namespace Weir.Billing.Providers;

/// <summary>Why there is no answer.</summary>
internal enum ProviderFailure
{
    /// <summary>No connection, or one that broke.</summary>
    Unreachable,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>It is no JSON, or more than any answer should be.</summary>
    Unreadable,
}
