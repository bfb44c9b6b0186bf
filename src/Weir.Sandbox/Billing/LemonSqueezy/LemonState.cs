using System.Globalization;
using System.Security.Cryptography;
using Weir.Sandbox.Billing.Delivery;
using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>All that the stand-in knows; kept as JSON over a restart.</summary>
internal sealed class LemonState
{
    public TimeSpan Ahead { get; set; }

    /// <summary>Begins anywhere, so that a state that was lost gives no id a second time.</summary>
    public long LastId { get; set; } = RandomNumberGenerator.GetInt32(1_000, 1_000_000) * 1_000L;

    public Dictionary<string, LemonBuyer> Buyers { get; init; } = [];

    public Dictionary<string, LemonCheckout> Checkouts { get; init; } = [];

    public Dictionary<string, LemonOrder> Orders { get; init; } = [];

    public Dictionary<string, Subscription> Subscriptions { get; init; } = [];

    public Dictionary<string, LemonInvoice> Invoices { get; init; } = [];

    public Dictionary<string, LemonLicense> Licenses { get; init; } = [];

    /// <summary>Webhooks that were not delivered yet.</summary>
    public List<KeptWebhook> Waiting { get; set; } = [];

    public string NextId() => (++LastId).ToString(CultureInfo.InvariantCulture);
}
