using Weir.Core.Billing;

namespace Weir.Core.Catalog;

/// <summary>As which Stripe meter the overage of a plan is billed: what is used beyond its included units.</summary>
/// <param name="Mode">In which of Stripe's two worlds.</param>
/// <param name="Meter">The meter that is counted here.</param>
/// <param name="EventName">The event name of Stripe's meter; 1 to 100 characters.</param>
/// <param name="PerUnits">Units of <paramref name="Meter"/> that are one unit at Stripe; at least 1.</param>
public sealed record PlanOverage(BillingMode Mode, string Meter, string EventName, long PerUnits);
