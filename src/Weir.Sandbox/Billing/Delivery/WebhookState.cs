namespace Weir.Sandbox.Billing.Delivery;

/// <summary>What became of a webhook.</summary>
internal enum WebhookState
{
    Waiting,
    Delivered,

    /// <summary>Refused or unanswered, as often as the provider tries.</summary>
    Failed,

    /// <summary>Lost on purpose.</summary>
    Dropped,
}
