using System.Diagnostics.Metrics;
using System.Text.Json;
using Weir.Core.Billing;
using Weir.Data.Billing;

namespace Weir.Billing.Webhooks;

/// <summary>Counters of the meter <c>Weir.Billing</c>.</summary>
internal static class WebhookMetrics
{
    private static readonly Meter s_meter = new("Weir.Billing");

    private static readonly Counter<long> s_messages = s_meter.CreateCounter<long>(
        "weir.billing.webhooks",
        description: "Messages of providers by outcome: stored, duplicate, unread (no body that is read), or why it was refused");

    public static void Received(BillingProvider provider, ReceiveOutcome outcome) =>
        Count(provider, JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString()));

    public static void Unread(BillingProvider provider) => Count(provider, "unread");

    public static void Refused(BillingProvider provider, string reason) => Count(provider, reason);

    private static void Count(BillingProvider provider, string outcome) => s_messages.Add(
        1, new("provider", provider.Name()), new KeyValuePair<string, object?>("outcome", outcome));
}
