using Microsoft.AspNetCore.Http;
using Weir.Core.Errors;
using Weir.Http.Bodies;
using Weir.Http.Problems;
using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.Control;

/// <summary>
/// <c>POST /sandbox/billing/{provider}/script {renewals?, faults?, after_retries?}</c>: how the next collections of money
/// end, how the next calls of the API behave, and what the store does after the last retry.
/// </summary>
internal static class ScriptBilling
{
    private const int BodyBytesMax = 64 * 1024;
    private const int EntriesMax = 200;
    private const int TimesMax = 100_000;
    private const int DelayMsMax = 600_000;

    public static async Task<IResult> HandleAsync(
        string provider, HttpContext context, BillingSimulators simulators, CancellationToken cancellationToken)
    {
        if (simulators.Find(provider) is not { } simulator) return UnknownStandIn.Provider();
        var body = await JsonBody.ReadAsync(context, BodyBytesMax, cancellationToken);
        if (body.Error is { } unreadable) return new WeirErrorResult(unreadable);
        using var document = body.Document!;
        var errors = new FaultCollector();
        var script = new JsonObjectReader(document.RootElement, errors);
        var renewals = (script.Children("renewals", EntriesMax) ?? []).Select(ParseRenewal).ToArray();
        var faults = (script.Children("faults", EntriesMax) ?? []).Select(ParseFault).ToArray();
        AfterRetries? after = script.Word("after_retries", ["end", "unpaid", "past_due"]) switch
        {
            "end" => AfterRetries.End,
            "unpaid" => AfterRetries.Unpaid,
            "past_due" => AfterRetries.PastDue,
            _ => null,
        };
        script.RefuseOthers();
        if (errors.ToError() is { } invalid) return new WeirErrorResult(invalid);
        if (!simulator.Script.TryAdd(renewals, faults, after))
        {
            return new WeirErrorResult(new WeirError(
                ErrorCode.InvalidInput, $"At most {BillingScript.PendingMax} entries may wait; DELETE clears them."));
        }
        return Results.Json(new { renewals = renewals.Length, faults = faults.Length });
    }

    /// <summary><c>DELETE</c>: everything as usual again.</summary>
    public static IResult Clear(string provider, BillingSimulators simulators)
    {
        if (simulators.Find(provider) is not { } simulator) return UnknownStandIn.Provider();
        simulator.Script.Clear();
        return Results.NoContent();
    }

    private static RenewalFate ParseRenewal(JsonObjectReader members)
    {
        var fate = new RenewalFate(
            members.Word("outcome", ["paid", "failed"], required: true) == "paid",
            (int)(members.Whole("times", 1, TimesMax) ?? 1),
            members.Text("subscription", 255, 1));
        members.RefuseOthers();
        return fate;
    }

    private static CallFault ParseFault(JsonObjectReader members)
    {
        var match = members.Child("match");
        var fault = new CallFault(
            match?.Word("method", ["GET", "POST", "PATCH", "DELETE"]),
            match?.Text("path", 200, 1),
            (int)(members.Whole("times", 1, TimesMax) ?? 1),
            (int?)members.Whole("status", 400, 599),
            TimeSpan.FromMilliseconds(members.Whole("delay_ms", 0, DelayMsMax) ?? 0),
            members.Flag("lose_answer") ?? false);
        match?.RefuseOthers();
        members.RefuseOthers();
        return fault;
    }
}
