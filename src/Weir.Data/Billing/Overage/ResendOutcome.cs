namespace Weir.Data.Billing.Overage;

/// <summary>What came of asking for a message to be sent again.</summary>
public enum ResendOutcome
{
    Replayed,

    /// <summary>It is to be sent anyway.</summary>
    Waiting,

    /// <summary>Stripe has it.</summary>
    Sent,
    NotFound,
}
