using Weir.Core.Billing;

namespace Weir.Billing.Webhooks;

/// <summary>What an object of a provider says, or why it cannot be used. A fault leaves no facts.</summary>
/// <param name="Facts">The facts; empty when it says nothing that Weir keeps.</param>
/// <param name="Fault">The fields, and what is wrong with each, never their text; null when all is well.</param>
public sealed record FactReading(IReadOnlyList<BillingFact> Facts, string? Fault);
