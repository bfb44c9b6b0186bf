using Microsoft.AspNetCore.Http;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Sandbox.Billing.Pages;

/// <summary>
/// <c>POST /sandbox/checkout/{id}/pay {outcome, email?}</c>: what the buyer does on the page. From the page itself, a form,
/// it leads on to the shop; from a program, JSON, it says what became of it.
/// </summary>
internal static class PayCheckout
{
    private const int BodyBytesMax = 4 * 1024;
    private const int EmailMax = 320;
    private static readonly string[] s_outcomes = ["paid", "failed"];

    public static async Task<IResult> HandleAsync(
        string id, HttpContext context, BillingSimulators simulators, CancellationToken cancellationToken)
    {
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(cancellationToken);
            return FromPage(id, context, simulators, form["outcome"] == "paid", form["email"].ToString());
        }
        var body = await JsonBody.ReadAsync(context, BodyBytesMax, cancellationToken);
        if (body.Error is { } unreadable) return new WeirErrorResult(unreadable);
        using var document = body.Document!;
        var faults = new FaultCollector();
        var members = new JsonObjectReader(document.RootElement, faults);
        var outcome = members.Word("outcome", s_outcomes, required: true);
        var email = members.Text("email", EmailMax, 3);
        members.RefuseOthers();
        if (faults.ToError() is { } invalid) return new WeirErrorResult(invalid);
        return Pay(id, simulators, outcome == "paid", email) is { } paid
            ? Results.Json(new
            {
                id,
                provider = paid.Simulator.Name,
                status = paid.Result.State,
                paid = paid.Result.IsPaid,
                subscription = paid.Result.SubscriptionId,
                return_url = paid.Result.ReturnUrl,
                license_key = paid.Result.LicenseKey,
            })
            : UnknownStandIn.Checkout();
    }

    private static IResult FromPage(
        string id, HttpContext context, BillingSimulators simulators, bool isPaid, string email)
    {
        if (Pay(id, simulators, isPaid, email.Length is > 2 and <= EmailMax ? email : null) is not { } paid)
            return ShowCheckout.Handle(id, context, simulators);
        if (paid.Result.ReturnUrl is { } next && paid.Result.LicenseKey is null)
        {
            context.Response.Headers.Location = next;
            return Results.StatusCode(StatusCodes.Status303SeeOther);
        }
        var checkout = paid.Simulator.FindCheckout(id)!;
        var problem = paid.Result.State == "open" ? "Your card was declined. Nothing was bought." : null;
        return Html.Page(
            context, $"Checkout: {checkout.Price.Name}", CheckoutPage.Body(checkout, problem, paid.Result.LicenseKey));
    }

    private static (BillingSimulator Simulator, PaymentResult Result)? Pay(
        string id, BillingSimulators simulators, bool isPaid, string? email)
    {
        foreach (var simulator in simulators.All)
        {
            if (simulator.Pay(id, isPaid, email) is { } result) return (simulator, result);
        }
        return null;
    }
}
