using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Providers.Calls;
using Weir.Sandbox.Providers.Scripts;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>
/// <c>POST /responses</c>: key → body → rules → script → wait → answer. Every step is written to the list of calls.
/// </summary>
internal sealed class CreateResponse(ProviderStates states, SandboxProviderOptions options, TimeProvider time)
{
    private readonly ProviderState _state = states.OpenAi;

    /// <summary>Serves one call.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var call = new CallInProgress(_state.Calls, OpenAiHeaders.NewId("req_")[..36], time.GetUtcNow());
        var started = time.GetTimestamp();
        try
        {
            if (OpenAiGate.CheckKey(context.Request, options) is { } noKey)
            {
                await RefuseAsync(context, call, noKey, started);
                return;
            }
            var (body, unreadable) = await OpenAiGate.ReadBodyAsync(context.Request, context.RequestAborted);
            using (body)
            {
                var (request, error) = body is null ? (null, unreadable) : ResponseRequestReader.Read(body.RootElement);
                if (request is null) await RefuseAsync(context, call, error!, started);
                else await ServeAsync(context, call, request, started);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            call.Update(record => record with { Outcome = CallOutcomes.ClientClosed });
        }
    }

    private async Task ServeAsync(HttpContext context, CallInProgress call, ResponseRequest request, long started)
    {
        var fault = _state.Script.Take(
            new CallFacts(request.ModelName, request.ServiceTier, request.Stream, request.Metadata));
        call.Update(record => record with
        {
            Model = request.ModelName,
            TierRequested = request.ServiceTier,
            Stream = request.Stream,
            Scripted = fault is not null,
        });
        await Task.Delay(options.FirstByteDelay + (fault?.Delay ?? TimeSpan.Zero), time, context.RequestAborted);
        if (fault?.HttpStatus is not null)
        {
            await RefuseAsync(context, call, OpenAiFaults.Refusal(fault), started, fault.RetryAfterSeconds);
            return;
        }
        if (Generator.CountInput(request) is var tokens && tokens > request.Model.ContextTokensMax)
        {
            await RefuseAsync(context, call, TooLong(), started);
            return;
        }
        var state = ResponseStates.Create(request, fault, time.GetUtcNow());
        call.Update(record => record with
        {
            Id = state.Id,
            TierServed = state.ServedTier,
            Status = StatusCodes.Status200OK,
            Usage = new TokenCount(tokens, 0, 0),
        });
        WriteHeaders(context, call, started, tokens + state.Generation.Count.Output, null);
        await AnswerAsync(context, call, state, fault);
    }

    private async Task AnswerAsync(HttpContext context, CallInProgress call, ResponseState state, ProviderFault? fault)
    {
        bool whole;
        if (state.Request.Stream)
        {
            var plan = new StreamPlan(fault?.Pace ?? options.DeltaPace, fault?.CutAfterEvents);
            whole = await StreamedAnswer.WriteAsync(context, state, plan, time, Made, context.RequestAborted);
        }
        else
        {
            Made(state.Generation.Count.Output);
            whole = await BufferedAnswer.WriteAsync(
                context, state, time, fault?.CutAfterEvents is not null, context.RequestAborted);
        }
        call.Update(record => record with
        {
            Outcome = whole ? state.FinalStatus : CallOutcomes.Cut,
            ErrorCode = state.Code,
            UsageReported = whole ? state.Usage.Name : "missing",
        });

        void Made(int outputTokens) => call.Update(record => record with
        {
            Usage = new TokenCount(
                state.Generation.InputTokens, outputTokens, Math.Min(outputTokens, state.Generation.ReasoningTokens)),
        });
    }

    private async Task RefuseAsync(
        HttpContext context, CallInProgress call, OpenAiError error, long started, int? retryAfterSeconds = null)
    {
        call.Update(record => record with
        {
            Outcome = CallOutcomes.Refused,
            Status = error.Status,
            ErrorCode = error.Code,
        });
        var wait = retryAfterSeconds ?? OpenAiFaults.RetryAfterSeconds(error);
        if (wait is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        WriteHeaders(context, call, started, 0, error.Status == StatusCodes.Status429TooManyRequests ? wait : null);
        await error.WriteAsync(context, context.RequestAborted);
    }

    private void WriteHeaders(HttpContext context, CallInProgress call, long started, int tokens, int? limitedSeconds)
    {
        OpenAiHeaders.WriteIdentity(context.Response, call.RequestId, time.GetElapsedTime(started));
        OpenAiHeaders.WriteLimits(context.Response, tokens, limitedSeconds);
    }

    private static OpenAiError TooLong() => OpenAiErrors.Invalid(
        "context_length_exceeded", "input",
        "Your input exceeds the context window of this model. Please adjust your input and try again.");
}
