namespace Weir.Sandbox.Billing.Stripe;

/// <summary>Usage that the seller reported.</summary>
/// <param name="Identifier">What makes a repeat a repeat.</param>
/// <param name="EventName">Of the meter.</param>
/// <param name="Payload">Who and how much.</param>
/// <param name="At">When it was used.</param>
/// <param name="CreatedAt">When it was reported.</param>
internal sealed record StripeMeterEvent(
    string Identifier, string EventName, Dictionary<string, string> Payload, DateTimeOffset At, DateTimeOffset CreatedAt);
