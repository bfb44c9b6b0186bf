using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary><c>POST /responses/input_tokens</c>: how many tokens a call would read; nothing is made or billed.</summary>
internal static class CountInputTokens
{
    public static async Task HandleAsync(HttpContext context, SandboxProviderOptions options)
    {
        OpenAiHeaders.WriteIdentity(context.Response, OpenAiHeaders.NewId("req_")[..36], TimeSpan.Zero);
        if (OpenAiGate.CheckKey(context.Request, options) is { } noKey)
        {
            await noKey.WriteAsync(context, context.RequestAborted);
            return;
        }
        var (body, unreadable) = await OpenAiGate.ReadBodyAsync(context.Request, context.RequestAborted);
        using (body)
        {
            var (request, error) = body is null ? (null, unreadable) : ResponseRequestReader.ReadCount(body.RootElement);
            if (request is null)
            {
                await error!.WriteAsync(context, context.RequestAborted);
                return;
            }
            await context.Response.WriteAsJsonAsync(
                new Dictionary<string, object>
                {
                    ["object"] = "response.input_tokens",
                    ["input_tokens"] = Generator.CountInput(request),
                },
                context.RequestAborted);
        }
    }
}
