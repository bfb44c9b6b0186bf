namespace Weir.Sandbox.Billing.Stripe;

/// <summary>What a call with an idempotency key was answered.</summary>
/// <param name="Parameters">Path and parameters, which a repeat must have too.</param>
/// <param name="At">When, by the machine's clock.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON.</param>
internal sealed record StripeReplay(string Parameters, DateTimeOffset At, int Status, string Body);
