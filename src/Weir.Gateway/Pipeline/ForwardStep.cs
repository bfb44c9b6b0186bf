using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Weir.Core.Catalog;
using Weir.Gateway.Providers;
using Weir.Gateway.Responses;
using Weir.Gateway.Streaming;

namespace Weir.Gateway.Pipeline;

/// <summary>
/// Step 7. Calls the route's target and, when it has no capacity or does not begin in time, its fallback: once, inside
/// the same hold. No database connection is held meanwhile. Nothing that provider or client does makes it throw.
/// </summary>
internal sealed class ForwardStep(
    ProviderSet providers, DrainGate drains, StopSignal stop, GatewayOptions options, GatewayTelemetry telemetry,
    TimeProvider time, ILogger<ForwardStep> logger)
{
    private const string FlexTier = "flex";

    public async Task RunAsync(CallContext call)
    {
        using var client = new ClientWatch(drains, options.DrainTimeout, time, call.Http.RequestAborted);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(client.Cut, stop.Cut);
        var route = call.Route;
        var flex = route.Target.Tier == FlexTier;
        if (flex) await TellAsync(call, RoutingState.FlexReading);

        TimeSpan? firstByte = route.Fallback is null ? null : route.FirstByteTimeout;
        var first = await AttemptAsync(call, route.Target, firstByte, cut.Token);
        call.Attempts = [first];
        if (route.Fallback is { } fallback && FallsBack(first) && !client.Gone && !cut.IsCancellationRequested)
        {
            if (flex) await TellAsync(call, RoutingState.FlexToFastRetry);
            call.Attempts = [first, await AttemptAsync(call, fallback, null, cut.Token)];
        }
        call.ClientGone = client.Gone;
    }

    /// <summary>
    /// No capacity, or not begun in time; nothing of an answer was seen, so a second attempt cannot repeat any.
    /// </summary>
    private static bool FallsBack(Attempt attempt) => attempt.OutputBytes == 0 && (attempt.GivenUp || attempt.Outcome is
    {
        End: ProviderEnd.Refused,
        Fault: ProviderFault.Capacity or ProviderFault.Overloaded or ProviderFault.Timeout,
    });

    private async Task<Attempt> AttemptAsync(
        CallContext call, RouteTarget target, TimeSpan? firstByte, CancellationToken cut)
    {
        using var toBegin = new CancellationTokenSource(firstByte ?? Timeout.InfiniteTimeSpan, time);
        using var whole = new CancellationTokenSource(call.Route.Timeout, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(toBegin.Token, whole.Token, cut);
        var attempt = new Attempt(target, call.Stream, onBegan: () => toBegin.CancelAfter(Timeout.InfiniteTimeSpan));
        if (providers.Find(target.Provider) is not { } adapter)
        {
            Log.NoAdapter(logger, target.Provider);
            attempt.Outcome = new(ProviderEnd.NotSent)
            {
                Fault = ProviderFault.Credentials,
                OperatorCode = "not_configured",
            };
            return attempt;
        }
        using var measured = telemetry.Attempt(target);
        try
        {
            attempt.Outcome = await adapter.SendAsync(RequestOf(call, target), attempt, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            attempt.GivenUp = toBegin.IsCancellationRequested && attempt.OutputBytes == 0;
            attempt.Outcome = Cancelled(toBegin, whole);
        }
        catch (Exception exception)
        {
            // A bug of ours after the provider may have been called: the usage is estimated, not lost.
            Log.ForwardBroke(logger, call.RequestId, exception.GetType().Name);
            attempt.Outcome = ProviderOutcome.Broken(ProviderFault.Error, "internal");
        }
        measured.End(attempt.Outcome);
        Report(call, attempt);
        return attempt;
    }

    private ProviderOutcome Cancelled(CancellationTokenSource toBegin, CancellationTokenSource whole)
    {
        if (stop.Cut.IsCancellationRequested) return ProviderOutcome.Broken(ProviderFault.Stopping, "server_stopping");
        if (toBegin.IsCancellationRequested) return ProviderOutcome.Broken(ProviderFault.Timeout, "first_byte_timeout");
        return ProviderOutcome.Broken(ProviderFault.Timeout, whole.IsCancellationRequested ? "timeout" : "drain_ended");
    }

    private void Report(CallContext call, Attempt attempt)
    {
        var (target, outcome) = (attempt.Target, attempt.Outcome);
        Log.AttemptEnded(
            logger, target.Provider, target.Model, target.Tier, outcome.End, outcome.Fault, outcome.OperatorCode,
            call.RequestId);
        if (ProviderProblems.ConcernsOperator(outcome.Fault))
            Log.ProviderNeedsOperator(logger, target.Provider, outcome.Fault, outcome.OperatorCode);
    }

    /// <summary>
    /// A caller that waits for the whole answer is served by a stream too where a fallback waits for the first byte.
    /// </summary>
    private static ProviderRequest RequestOf(CallContext call, RouteTarget target) => new()
    {
        Target = target,
        Instructions = call.Prompt.Instructions,
        UserText = call.Prompt.User,
        MaxOutputTokens = call.Feature.MaxOutputTokens,
        Output = call.Feature.Output,
        Stream = call.Request.Stream || call.Route.Fallback is not null,
        Params = call.Route.Params,
        RequestId = call.RequestId,
        EndUser = Pseudonym(call.Caller.UserId),
    };

    private static string Pseudonym(Guid userId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"weir-end-user:{userId:D}")));

    private static async ValueTask TellAsync(CallContext call, RoutingState state)
    {
        if (call.Stream is null) return;
        await call.Stream.SendAsync(EventNames.Routing, state, GatewayJson.Wire.RoutingState, CancellationToken.None);
    }
}
