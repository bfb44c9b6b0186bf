using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>Breaks connections.</summary>
internal static class Connection
{
    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(50);

    /// <summary>Sends what is written, and then breaks off: an abort would throw away what is still in the buffers.</summary>
    public static async Task BreakAsync(HttpContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        await context.Response.Body.FlushAsync(cancellationToken);
        await Task.Delay(s_settle, time, cancellationToken);
        context.Abort();
    }
}
