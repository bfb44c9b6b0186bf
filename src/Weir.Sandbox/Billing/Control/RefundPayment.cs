using Microsoft.AspNetCore.Http;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Sandbox.Billing.Control;

/// <summary>
/// <c>POST /sandbox/billing/{provider}/refund {payment, amount?}</c>: what the seller does in the dashboard. The payment is
/// Stripe's invoice, Lemon Squeezy's order or <c>subscription-invoices</c> id.
/// </summary>
internal static class RefundPayment
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
        var amount = members.Whole("amount", 1, 1_000_000_000);
        members.RefuseOthers();
        if (faults.ToError() is { } invalid) return new WeirErrorResult(invalid);
        return simulator.Refund(payment!, amount)
            ? Results.Json(new { refunded = true })
            : UnknownStandIn.Of("There is no such payment that took money.");
    }
}
