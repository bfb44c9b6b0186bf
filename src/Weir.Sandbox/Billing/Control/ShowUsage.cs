using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Billing.Stripe;

namespace Weir.Sandbox.Billing.Control;

/// <summary><c>GET /sandbox/billing/stripe/usage</c>: what its meters have counted, and what they could not.</summary>
internal static class ShowUsage
{
    public static IResult Handle(StripeSimulator stripe)
    {
        return stripe.Look(() => Results.Json(new
        {
            data = stripe.State.Meters.Values.SelectMany(Sums).ToArray(),
            faults = stripe.State.Usage.Where(usage => usage.Fault is not null)
                .Select(usage => new { identifier = usage.Identifier, event_name = usage.EventName, reason = usage.Fault })
                .ToArray(),
        }));

        IEnumerable<object> Sums(StripeMeter meter) => stripe.State.Usage
            .Where(usage => usage.Fault is null && usage.EventName == meter.EventName)
            .GroupBy(usage => usage.Payload[meter.CustomerKey])
            .Select(own => new
            {
                event_name = meter.EventName, customer = own.Key, value = meter.Aggregate(own), events = own.Count(),
            });
    }
}
