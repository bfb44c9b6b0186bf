using Weir.Core.Billing;

namespace Weir.Data.Billing;

/// <summary>A message that was worked on, and how that went.</summary>
/// <param name="Provider">stripe or lemonsqueezy.</param>
/// <param name="EventKey">Its key.</param>
/// <param name="Type">The provider's name of what happened.</param>
/// <param name="State">What became of it.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">Why it waits or is parked; null when it is processed.</param>
/// <param name="Mode">Of which world it is.</param>
/// <param name="Unlinked">Payment intents of its disputes of which nothing says what they paid for: it waits for that.</param>
public sealed record WorkedEvent(
    string Provider, string EventKey, string Type, WorkedState State, int Attempts, string? Reason, BillingMode Mode,
    IReadOnlyList<string> Unlinked);
