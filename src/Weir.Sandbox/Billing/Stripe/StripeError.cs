using System.Text.Json.Nodes;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>A refusal in Stripe's shape.</summary>
internal sealed record StripeError(int Status, string Type, string? Code, string Message, string? Param = null)
{
    public JsonObject ToJson()
    {
        var error = new JsonObject();
        if (Code is not null)
        {
            error["code"] = Code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{Code.Replace('_', '-')}";
        }
        error["message"] = Message;
        if (Param is not null) error["param"] = Param;
        error["type"] = Type;
        return new JsonObject { ["error"] = error };
    }
}
