using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>Routes of the OpenAI stand-in, below <c>/sandbox/providers</c>.</summary>
internal static class OpenAiRoutes
{
    private static readonly string[] s_known = ["responses", "responses/input_tokens", "models"];

    public static void MapOpenAi(this RouteGroupBuilder providers)
    {
        var openAi = providers.MapGroup("/openai/v1");
        openAi.MapPost("/responses", (HttpContext context, CreateResponse handler) => handler.HandleAsync(context));
        openAi.MapPost("/responses/input_tokens", CountInputTokens.HandleAsync);
        openAi.MapGet("/models", ListModels.HandleAsync);
        openAi.Map("/{**rest}", UnknownAsync);
    }

    private static Task UnknownAsync(HttpContext context, string? rest)
    {
        OpenAiHeaders.WriteIdentity(context.Response, OpenAiHeaders.NewId("req_")[..36], TimeSpan.Zero);
        var path = $"/v1/{rest}";
        var error = s_known.Contains(rest)
            ? OpenAiErrors.WrongMethod(context.Request.Method, path)
            : OpenAiErrors.UnknownUrl(context.Request.Method, path);
        return error.WriteAsync(context, context.RequestAborted);
    }
}
