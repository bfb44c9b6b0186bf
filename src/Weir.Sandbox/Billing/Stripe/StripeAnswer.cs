using System.Text.Json.Nodes;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>What a call is answered with.</summary>
internal readonly record struct StripeAnswer(int Status, JsonObject Body)
{
    public static implicit operator StripeAnswer(JsonObject body) => new(200, body);

    public static implicit operator StripeAnswer(StripeError error) => new(error.Status, error.ToJson());
}
