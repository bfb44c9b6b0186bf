namespace Weir.Sandbox.Billing.Life;

/// <summary>What a store does when the last retry of a payment has failed: a setting at both providers.</summary>
internal enum AfterRetries
{
    /// <summary>It ends.</summary>
    End,

    /// <summary>It stays, and nothing more is collected.</summary>
    Unpaid,

    /// <summary>It stays as it is (Stripe).</summary>
    PastDue,
}
