namespace Weir.Billing.Webhooks;

/// <summary>What became of a webhook's signature.</summary>
public enum SignatureVerdict
{
    Valid,

    /// <summary>There is no header, or an empty one.</summary>
    Missing,

    /// <summary>The header does not have the provider's form.</summary>
    Malformed,

    /// <summary>It was signed too long ago, or in the future.</summary>
    Stale,

    /// <summary>No secret of ours made it over these bytes.</summary>
    Mismatch,
}
