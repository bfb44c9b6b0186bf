namespace Weir.Sandbox.Billing.Life;

/// <summary>What became of a subscription by the passing of time.</summary>
internal enum Happening
{
    TrialWillEnd,

    /// <summary>A new period began, and was paid.</summary>
    Renewed,

    /// <summary>A new period began, and the payment failed.</summary>
    RenewalFailed,

    /// <summary>A retry failed, and others follow.</summary>
    RetryFailed,

    /// <summary>A retry succeeded.</summary>
    Recovered,

    /// <summary>The last retry failed; what follows is the store's choice.</summary>
    GaveUp,

    /// <summary>A cancelled one has come to its end.</summary>
    Ended,

    /// <summary>The trial ended without a card.</summary>
    Paused,

    /// <summary>The end of a pause that had one.</summary>
    CollectionResumed,
}
