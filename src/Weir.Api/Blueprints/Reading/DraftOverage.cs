using Weir.Core.Billing;
using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>As which Stripe meter the overage of a meter is billed; null when it could not be read.</summary>
internal sealed record DraftOverage(BillingMode Mode, string Meter, int Line, PlanOverage? Overage);
