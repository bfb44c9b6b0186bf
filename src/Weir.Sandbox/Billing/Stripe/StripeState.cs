using Weir.Sandbox.Billing.Delivery;
using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>All that the stand-in knows; kept as JSON over a restart.</summary>
internal sealed class StripeState
{
    private const int EventsKept = 10_000;

    public TimeSpan Ahead { get; set; }

    public Dictionary<string, StripeBuyer> Buyers { get; init; } = [];

    public Dictionary<string, StripeSession> Sessions { get; init; } = [];

    public Dictionary<string, Subscription> Subscriptions { get; init; } = [];

    public Dictionary<string, StripeInvoice> Invoices { get; init; } = [];

    public Dictionary<string, StripeDispute> Disputes { get; init; } = [];

    public Dictionary<string, StripePortal> Portals { get; init; } = [];

    public List<StripeEvent> Events { get; init; } = [];

    public Dictionary<string, StripeMeter> Meters { get; init; } = [];

    /// <summary>Usage that was reported, in order.</summary>
    public List<StripeMeterEvent> Usage { get; init; } = [];

    /// <summary>Webhooks that were not delivered yet.</summary>
    public List<KeptWebhook> Waiting { get; set; } = [];

    /// <summary>Answers under idempotency keys.</summary>
    public Dictionary<string, StripeReplay> Replays { get; init; } = [];

    public void Remember(StripeEvent happened)
    {
        Events.Add(happened);
        if (Events.Count > EventsKept) Events.RemoveRange(0, Events.Count - EventsKept);
    }
}
