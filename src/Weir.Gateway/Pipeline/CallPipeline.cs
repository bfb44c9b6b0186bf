using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Weir.Core.Errors;
using Weir.Gateway.Responses;
using Weir.Gateway.Streaming;

namespace Weir.Gateway.Pipeline;

/// <summary>
/// The way of a call, in order: authenticate, read, entitle, validate, estimate, reserve | forward, meter, settle,
/// respond. Before the bar nothing has happened, and an error ends the call. After it the hold exists: every way out
/// meters and resolves it.
/// </summary>
internal sealed class CallPipeline(
    EntitleStep entitle, EstimateStep estimate, ReserveStep reserve, LeaseKeeper leases, ForwardStep forward,
    SettleStep settle, GatewayOptions options, GatewayTelemetry telemetry, TimeProvider time)
{
    public async Task RunAsync(HttpContext http)
    {
        var call = new CallContext(http, time.GetUtcNow());
        using var activity = GatewayTelemetry.StartCall();
        if (await AdmitAsync(call, http.RequestAborted) is { } refusal)
        {
            telemetry.CallEnded(activity, call.StartedAt, call.Feature?.Code, NameOf(refusal), null);
            await RespondStep.FailAsync(call, refusal);
            return;
        }

        await using var stream = call.Request.Stream ? new EventStream(http, options.Heartbeat, time) : null;
        call.Stream = stream;
        stream?.KeepAlive();
        var error = await ServeAsync(call);
        var outcome = error is null ? "served" : NameOf(error);
        telemetry.CallEnded(activity, call.StartedAt, call.Feature.Code, outcome, call.Bill);
        if (error is null) await RespondStep.SucceedAsync(call);
        else await RespondStep.FailAsync(call, error);
    }

    private async ValueTask<WeirError?> AdmitAsync(CallContext call, CancellationToken cancellationToken)
    {
        AuthenticateStep.Run(call);
        return await ReadStep.RunAsync(call, cancellationToken)
            ?? await entitle.RunAsync(call, cancellationToken)
            ?? ValidateStep.Run(call)
            ?? estimate.Run(call)
            ?? await reserve.RunAsync(call, cancellationToken);
    }

    /// <summary>Takes no token: a client that leaves does not end what it started.</summary>
    private async Task<WeirError?> ServeAsync(CallContext call)
    {
        await leases.RunAsync(call, forward.RunAsync);
        call.Bill = MeterStep.Run(call);
        if (await settle.RunAsync(call) is { } unsettled) return unsettled;
        var last = call.Attempts[^1].Outcome;
        if (last.HasAnswer) return null;
        var error = ProviderProblems.Of(last);
        return call.Bill.VoidReason is not null ? error : error with { Extensions = Charged(call) };
    }

    /// <summary>A failure that cost something says so.</summary>
    private static Dictionary<string, object?> Charged(CallContext call) => new()
    {
        ["event_id"] = call.EventId,
        ["usage"] = JsonSerializer.SerializeToElement(Answers.UsageOf(call.Bill), GatewayJson.Wire.AiUsage),
    };

    private static string NameOf(WeirError error) => ErrorCatalog.Describe(error.Code).Name;
}
