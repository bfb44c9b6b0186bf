namespace Weir.Sandbox.Billing.Life;

/// <summary>State of a subscription; each stand-in has its provider's words for it.</summary>
internal enum LifeState
{
    Trialing,
    Active,
    PastDue,
    Unpaid,

    /// <summary>The trial ended and there is no card (Stripe).</summary>
    Paused,
    Ended,
}
