using Weir.Core.Deployment;

namespace Weir.Core.Billing;

/// <summary>What of the server's settings decides what a payment gives.</summary>
/// <param name="Mode">Payments of the other mode give nothing.</param>
/// <param name="Deployment">Whose default plan of the blueprint a customer has again when what it paid for has ended.</param>
/// <param name="PastDueGrace">How long access goes on after a renewal failed. Not negative.</param>
public sealed record BillingRules(BillingMode Mode, WeirMode Deployment, TimeSpan PastDueGrace)
{
    /// <summary>Grace when the options say nothing.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromDays(7);

    /// <summary>
    /// How long access outlives a period or trial whose next message is not there yet: providers renew some hours late.
    /// </summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromHours(24);
}
