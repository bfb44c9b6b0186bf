namespace Weir.Sandbox.Billing.Stripe;

/// <summary>Usage that the seller reported.</summary>
/// <param name="Identifier">What makes a repeat a repeat, for a day.</param>
/// <param name="EventName">Of the meter.</param>
/// <param name="Payload">Who and how much.</param>
/// <param name="At">When it was used.</param>
/// <param name="CreatedAt">When it was reported.</param>
/// <param name="Fault">Why no meter counts it, as Stripe's error report names it; null when one does.</param>
internal sealed record StripeMeterEvent(
    string Identifier, string EventName, Dictionary<string, string> Payload, DateTimeOffset At, DateTimeOffset CreatedAt,
    string? Fault);
