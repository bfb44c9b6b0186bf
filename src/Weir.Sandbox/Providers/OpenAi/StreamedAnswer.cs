using System.Text;
using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>An answer as server-sent events.</summary>
internal static class StreamedAnswer
{
    /// <summary>
    /// Writes the events, each flushed by itself; false when it broke off, as scripted. <paramref name="made"/> hears of the
    /// output tokens made so far.
    /// </summary>
    public static async Task<bool> WriteAsync(
        HttpContext context, ResponseState state, StreamPlan plan, TimeProvider time, Action<int> made,
        CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        var sent = 0;
        foreach (var item in new ResponseEvents(state, time).Enumerate())
        {
            if (sent == plan.CutAfterEvents)
            {
                await Connection.BreakAsync(context, time, cancellationToken);
                return false;
            }
            await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes($"event: {item.Type}\ndata: "), cancellationToken);
            await context.Response.Body.WriteAsync(item.Data, cancellationToken);
            await context.Response.Body.WriteAsync("\n\n"u8.ToArray(), cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
            made(item.OutputTokens);
            sent++;
            if (item.IsDelta && plan.Pace > TimeSpan.Zero) await Task.Delay(plan.Pace, time, cancellationToken);
        }
        return true;
    }
}
