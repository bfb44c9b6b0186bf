namespace Weir.Core.Billing;

/// <summary>What of the server's settings decides what a payment gives.</summary>
/// <param name="Mode">Payments of the other mode give nothing.</param>
/// <param name="DefaultPlan">The plan that a customer has again when what it paid for has ended; null: none.</param>
/// <param name="PastDueGrace">How long access goes on after a renewal failed. Not negative.</param>
public sealed record BillingRules(BillingMode Mode, string? DefaultPlan, TimeSpan PastDueGrace)
{
    /// <summary>Grace when the options say nothing.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromDays(7);

    /// <summary>
    /// How long access outlives a period or trial whose next message is not there yet: providers renew some hours late.
    /// </summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromHours(24);
}
