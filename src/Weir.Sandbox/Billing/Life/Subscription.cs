namespace Weir.Sandbox.Billing.Life;

/// <summary>A subscription, in what both providers have in common. Kept as JSON over a restart.</summary>
internal sealed class Subscription
{
    public required string Id { get; init; }

    public required string BuyerId { get; init; }

    public required string PriceId { get; set; }

    public long Quantity { get; set; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public LifeState State { get; set; }

    /// <summary>The periods are counted from here, so that the 31st does not become the 28th for ever.</summary>
    public DateTimeOffset AnchorAt { get; set; }

    /// <summary>Paid periods since the anchor, the current one included.</summary>
    public int Periods { get; set; }

    public DateTimeOffset PeriodStartsAt { get; set; }

    public DateTimeOffset PeriodEndsAt { get; set; }

    public DateTimeOffset? TrialStartsAt { get; set; }

    public DateTimeOffset? TrialEndsAt { get; set; }

    public bool IsTrialEndTold { get; set; }

    /// <summary>It will not be renewed, and ends then. Null: it renews.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Whether <see cref="EndsAt"/> is the end of the period because it was asked for in that way.</summary>
    public bool EndsWithPeriod { get; set; }

    public DateTimeOffset? CanceledAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why it ended or will end, in Stripe's words.</summary>
    public string? EndReason { get; set; }

    public int FailedAttempts { get; set; }

    public DateTimeOffset? NextAttemptAt { get; set; }

    public Pause? Pause { get; set; }

    /// <summary>False when a trial was begun without one.</summary>
    public bool HasCard { get; set; } = true;

    /// <summary>What follows a trial without a card: <c>cancel</c>, <c>pause</c>, <c>create_invoice</c>.</summary>
    public string WithoutCard { get; init; } = "create_invoice";

    /// <summary>What the seller attached.</summary>
    public Dictionary<string, string> Metadata { get; set; } = [];

    public string? LatestInvoiceId { get; set; }

    /// <summary>Lemon Squeezy: the order that it began with.</summary>
    public string? OrderId { get; set; }
}
