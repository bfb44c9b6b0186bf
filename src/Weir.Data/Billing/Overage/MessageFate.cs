namespace Weir.Data.Billing.Overage;

/// <summary>What came of sending a message.</summary>
/// <param name="Outcome">In a word.</param>
/// <param name="MayBeCounted">False when it is certain that Stripe has not counted it in this attempt.</param>
/// <param name="Reason">Why it was not counted, for an operator; at most 500 characters, no text of others.</param>
public sealed record MessageFate(MessageOutcome Outcome, bool MayBeCounted, string? Reason)
{
    public static MessageFate Sent { get; } = new(MessageOutcome.Sent, true, null);
}
