namespace Weir.Sandbox.Billing.Life;

/// <summary>What differs between stores.</summary>
/// <param name="RetryDays">Days after the failed renewal on which the payment is tried again.</param>
/// <param name="AfterRetries">What follows the last of them.</param>
internal sealed record LifeRules(IReadOnlyList<int> RetryDays, AfterRetries AfterRetries);
