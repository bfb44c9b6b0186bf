using System.Security.Cryptography;
using System.Text.Json;
using Weir.Core.Billing;
using Weir.Core.Deployment;
using Weir.Http.Bodies;

namespace Weir.Billing.Checkout;

/// <summary>The body of a checkout.</summary>
/// <param name="Plan">Plan to buy; null when it was faulty.</param>
/// <param name="SuccessUrl">Where the buyer goes after paying; null: the server's own address for it.</param>
/// <param name="CancelUrl">Where the buyer goes who does not pay.</param>
/// <param name="Provider">Who is to sell it; null: whoever does.</param>
internal sealed record CheckoutInput(string? Plan, string? SuccessUrl, string? CancelUrl, BillingProvider? Provider)
{
    private const int MostPlan = 100;

    public static CheckoutInput Read(JsonObjectReader body, WeirMode mode)
    {
        var provider = body.Word("provider", BillingProviderNames.All);
        var input = new CheckoutInput(
            body.Text("plan", MostPlan, minLength: 1, required: true),
            ReturnAddress.Read(body, "success_url", mode),
            ReturnAddress.Read(body, "cancel_url", mode),
            BillingProviderNames.Find(provider));
        body.RefuseOthers();
        return input;
    }

    /// <summary>SHA-256 of what is asked for, however it was written, and by whom.</summary>
    public byte[] Hash(Guid userId) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Plan, SuccessUrl, CancelUrl, Provider, userId }));
}
