using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary><c>GET /models</c>: the stand-in's models, by name and by dated name.</summary>
internal static class ListModels
{
    public static async Task HandleAsync(HttpContext context, SandboxProviderOptions options)
    {
        OpenAiHeaders.WriteIdentity(context.Response, OpenAiHeaders.NewId("req_")[..36], TimeSpan.Zero);
        if (OpenAiGate.CheckKey(context.Request, options) is { } noKey)
        {
            await noKey.WriteAsync(context, context.RequestAborted);
            return;
        }
        var data = OpenAiModels.All
            .SelectMany(model => new[] { model.Name, model.Snapshot }.Distinct(StringComparer.Ordinal)
                .Select(id => new { id, @object = "model", created = model.Created, owned_by = "system" }));
        await context.Response.WriteAsJsonAsync(new { @object = "list", data }, context.RequestAborted);
    }
}
