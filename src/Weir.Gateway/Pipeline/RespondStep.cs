using System.Text.Json;
using Weir.Core.Errors;
using Weir.Gateway.Responses;
using Weir.Gateway.Streaming;
using Weir.Http.Problems;

namespace Weir.Gateway.Pipeline;

/// <summary>
/// Step 10. Tells the caller: the whole object or a problem, as a body or as the last event of the stream.
/// </summary>
internal static class RespondStep
{
    private const string FlexTier = "flex";

    public static async Task SucceedAsync(CallContext call)
    {
        if (call.Http.RequestAborted.IsCancellationRequested) return;
        var answer = Answers.Of(call);
        if (call.Stream is null)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(answer, GatewayJson.Wire.AiResponse);
            call.Http.Response.ContentType = "application/json; charset=utf-8";
            call.Http.Response.ContentLength = body.Length;
            await call.Http.Response.Body.WriteAsync(body, call.Http.RequestAborted);
            return;
        }
        if (answer.Routing.TierServed == FlexTier)
        {
            await call.Stream.SendAsync(
                EventNames.Routing, RoutingState.FlexServed, GatewayJson.Wire.RoutingState, CancellationToken.None);
        }
        await call.Stream.SendAsync(
            EventNames.Completed, answer, GatewayJson.Wire.AiResponse, CancellationToken.None);
    }

    public static async Task FailAsync(CallContext call, WeirError error)
    {
        if (call.Http.RequestAborted.IsCancellationRequested) return;
        if (call.Stream is { Started: true })
        {
            var problem = ProblemWriter.ToUtf8(error, call.RequestId);
            await call.Stream.SendAsync(EventNames.Error, problem, CancellationToken.None);
            return;
        }
        await ProblemWriter.WriteAsync(call.Http, error, call.Http.RequestAborted);
    }
}
