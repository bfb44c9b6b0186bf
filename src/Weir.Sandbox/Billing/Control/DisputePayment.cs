using Microsoft.AspNetCore.Http;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Sandbox.Billing.Control;

/// <summary>
/// <c>POST /sandbox/billing/stripe/dispute {payment, outcome:"opened"|"won"|"lost"}</c>: what a buyer's bank does. The payment is
/// Stripe's invoice. Lemon Squeezy, a merchant of record, tells its sellers nothing of disputes.
/// </summary>
internal static class DisputePayment
{
    private const int BodyBytesMax = 4 * 1024;

    public static async Task<IResult> HandleAsync(
        string provider, HttpContext context, BillingSimulators simulators, CancellationToken cancellationToken)
    {
        if (simulators.Find(provider) is not { } simulator) return UnknownStandIn.Provider();
        var body = await JsonBody.ReadAsync(context, BodyBytesMax, cancellationToken);
        if (body.Error is { } unreadable) return new WeirErrorResult(unreadable);
        using var document = body.Document!;
        var faults = new FaultCollector();
        var members = new JsonObjectReader(document.RootElement, faults);
        var payment = members.Text("payment", 255, 1, required: true);
        var outcome = members.Word("outcome", ["opened", "won", "lost"], required: true);
        members.RefuseOthers();
        if (faults.ToError() is { } invalid) return new WeirErrorResult(invalid);
        var became = outcome switch
        {
            "won" => DisputeOutcome.Won,
            "lost" => DisputeOutcome.Lost,
            _ => DisputeOutcome.Opened,
        };
        return simulator.Dispute(payment!, became)
            ? Results.Json(new { dispute = outcome })
            : UnknownStandIn.Of("There is no such payment that took money, or no open dispute of it, or one already.");
    }
}
