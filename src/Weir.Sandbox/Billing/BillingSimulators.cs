using Weir.Sandbox.Billing.LemonSqueezy;
using Weir.Sandbox.Billing.Stripe;

namespace Weir.Sandbox.Billing;

/// <summary>The stand-ins of this process.</summary>
internal sealed class BillingSimulators(StripeSimulator stripe, LemonSqueezySimulator lemonSqueezy)
{
    public IReadOnlyList<BillingSimulator> All { get; } = [stripe, lemonSqueezy];

    /// <summary>The stand-in of that name; null for none.</summary>
    public BillingSimulator? Find(string name) => All.FirstOrDefault(simulator => simulator.Name == name);
}
