namespace Weir.Core.Billing;

/// <summary>What became of a payment.</summary>
public enum PaymentState
{
    Pending,
    Failed,
    Paid,
    PartlyRefunded,
    Refunded,

    /// <summary>The buyer's bank took it back, and it is not decided yet.</summary>
    Disputed,

    /// <summary>The dispute was lost.</summary>
    ChargedBack,

    /// <summary>Written off, or never to be collected.</summary>
    Void,
}
