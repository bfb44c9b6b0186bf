namespace Weir.Data.Billing.Overage;

/// <summary>What came of sending a message, in a word.</summary>
public enum MessageOutcome
{
    /// <summary>Stripe has it.</summary>
    Sent,

    /// <summary>It is tried again.</summary>
    Failed,

    /// <summary>Stripe would never take it as it is: it is parked.</summary>
    Refused,
}
