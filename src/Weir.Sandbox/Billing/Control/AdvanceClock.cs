using Microsoft.AspNetCore.Http;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Sandbox.Billing.Control;

/// <summary>
/// <c>POST /sandbox/billing/{provider}/advance {seconds}</c>: the provider's clock goes forward, and all that falls into
/// that time happens. The server's own clock stays.
/// </summary>
internal static class AdvanceClock
{
    private const int BodyBytesMax = 4 * 1024;
    private const long SecondsMax = 10L * 366 * 86_400;

    public static async Task<IResult> HandleAsync(
        string provider, HttpContext context, BillingSimulators simulators, CancellationToken cancellationToken)
    {
        if (simulators.Find(provider) is not { } simulator) return UnknownStandIn.Provider();
        var body = await JsonBody.ReadAsync(context, BodyBytesMax, cancellationToken);
        if (body.Error is { } unreadable) return new WeirErrorResult(unreadable);
        using var document = body.Document!;
        var faults = new FaultCollector();
        var members = new JsonObjectReader(document.RootElement, faults);
        var seconds = members.Whole("seconds", 1, SecondsMax, required: true);
        members.RefuseOthers();
        if (faults.ToError() is { } invalid) return new WeirErrorResult(invalid);
        simulator.Advance(TimeSpan.FromSeconds(seconds!.Value));
        return Show(provider, simulators);
    }

    /// <summary><c>GET</c>: what time it is for the provider.</summary>
    public static IResult Show(string provider, BillingSimulators simulators) =>
        simulators.Find(provider) is { } simulator
            ? Results.Json(new
            {
                now = simulator.Clock.Now.UtcDateTime,
                ahead_seconds = (long)simulator.Clock.Ahead.TotalSeconds,
            })
            : UnknownStandIn.Provider();
}
