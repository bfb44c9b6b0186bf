using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>One call of the API that passed the gate.</summary>
/// <param name="Stripe">The stand-in, held for this call.</param>
/// <param name="Form">The parameters.</param>
/// <param name="At">When it happens, in whole seconds.</param>
/// <param name="Request">For what is in the path.</param>
internal sealed record StripeCall(StripeSimulator Stripe, StripeForm Form, DateTimeOffset At, HttpRequest Request)
{
    /// <summary>The id in the path.</summary>
    public string Id => (string)Request.RouteValues["id"]!;
}
