using System.Text.Json.Serialization;

namespace Weir.Core.Billing;

/// <summary>Who takes the money.</summary>
public enum BillingProvider
{
    Stripe,

    /// <summary>One word wherever it is written: in rows, paths and answers.</summary>
    [JsonStringEnumMemberName("lemonsqueezy")]
    LemonSqueezy,
}
