using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Weir.Core.Json;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>What every call passes: key, media type, JSON, script; then the operation, one at a time.</summary>
internal sealed class LemonGate(LemonSqueezySimulator lemon, TimeProvider time)
{
    private const string MediaType = "application/vnd.api+json";
    private const int DepthMax = 16;

    public async Task HandleAsync(HttpContext context, Func<LemonCall, LemonAnswer> operation)
    {
        var request = context.Request;
        var cancellationToken = context.RequestAborted;
        var path = request.Path.Value![SandboxBillingOptions.LemonSqueezyPath.Length..];
        var fault = lemon.Script.TakeFault(request.Method, path);
        if (fault?.Delay > TimeSpan.Zero) await Task.Delay(fault.Delay, time, cancellationToken);
        var answer = HasKey(request)
            ? await AnswerAsync(context, fault?.Status, operation, cancellationToken)
            : LemonError.Unauthenticated();
        if (fault?.IsAnswerLost == true)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = MediaType;
        await context.Response.Body.WriteAsync(
            JsonSerializer.SerializeToUtf8Bytes<JsonNode>(answer.Body), cancellationToken);
    }

    private async Task<LemonAnswer> AnswerAsync(
        HttpContext context, int? refuseWith, Func<LemonCall, LemonAnswer> operation, CancellationToken cancellationToken)
    {
        if (refuseWith is { } status) return LemonError.Scripted(status);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        if (body.Length == 0) body.Write("{}"u8);
        else if (context.Request.ContentType?.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase) != true)
            return LemonError.WrongContentType();
        if (!StrictJson.TryParse(body.ToArray(), DepthMax, out var document, out _)) return LemonError.NotJson();
        using (document)
            return lemon.Run(at => operation(new LemonCall(lemon, document.RootElement, at, context.Request)));
    }

    private bool HasKey(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(header["Bearer ".Length..].Trim()),
                Encoding.UTF8.GetBytes(lemon.Options.LemonSqueezyKey));
    }
}
