using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Providers.Calls;

/// <summary>
/// <c>GET /sandbox/providers/{provider}/calls</c>: what was served, oldest first, with the stand-in's own count.
/// </summary>
internal static class ListCalls
{
    public static IResult Handle(string provider, ProviderStates states)
    {
        if (states.Find(provider) is not { } state) return UnknownProvider.Result();
        var (calls, total) = state.Calls.Snapshot();
        return Results.Json(new { data = calls.Select(Shape), total });
    }

    private static object Shape(CallRecord call) => new
    {
        id = call.Id,
        request_id = call.RequestId,
        at = call.At.UtcDateTime,
        model = call.Model,
        tier_requested = call.TierRequested,
        tier_served = call.TierServed,
        stream = call.Stream,
        status = call.Status,
        outcome = call.Outcome,
        error_code = call.ErrorCode,
        scripted = call.Scripted,
        usage = call.Usage is { } usage
            ? new
            {
                input_tokens = usage.Input,
                output_tokens = usage.Output,
                reasoning_tokens = usage.Reasoning,
                total_tokens = usage.Total,
            }
            : null,
        usage_reported = call.UsageReported,
    };
}
