using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>What every call passes: key, parameters, script, idempotency; then the operation, one at a time.</summary>
internal sealed class StripeGate(StripeSimulator stripe, TimeProvider time)
{
    /// <summary>The version whose shapes the stand-in speaks.</summary>
    public const string Version = "2026-10-28.endive";

    private const int KeyCharsMax = 255;

    public async Task HandleAsync(HttpContext context, Func<StripeCall, StripeAnswer> operation)
    {
        var request = context.Request;
        var cancellationToken = context.RequestAborted;
        var path = request.Path.Value![SandboxBillingOptions.StripePath.Length..];
        context.Response.Headers["Request-Id"] = SandboxId.New("req_")[..18];
        context.Response.Headers["Stripe-Version"] =
            request.Headers["Stripe-Version"] is { Count: > 0 } asked ? asked.ToString() : Version;
        var fault = stripe.Script.TakeFault(request.Method, path);
        if (fault?.Delay > TimeSpan.Zero) await Task.Delay(fault.Delay, time, cancellationToken);
        var answer = CheckKey(request) is { } noKey
            ? noKey
            : await AnswerAsync(context, path, fault?.Status, operation, cancellationToken);
        if (fault?.IsAnswerLost == true)
        {
            context.Abort();
            return;
        }
        await WriteAsync(context, answer, cancellationToken);
    }

    private async Task<StripeAnswer> AnswerAsync(
        HttpContext context, string path, int? refuseWith, Func<StripeCall, StripeAnswer> operation,
        CancellationToken cancellationToken)
    {
        var form = new StripeForm(await ReadAsync(context.Request, cancellationToken));
        StripeAnswer Execute(DateTimeOffset at) => refuseWith is { } status
            ? StripeErrors.Scripted(status)
            : operation(new StripeCall(stripe, form, at, context.Request));
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0 || !HttpMethods.IsPost(context.Request.Method)) return stripe.Run(Execute);
        if (key.Length > KeyCharsMax)
            return StripeErrors.Bad(null, $"Idempotency keys must be at most {KeyCharsMax} characters.");
        context.Response.Headers["Idempotency-Key"] = key;
        // What a call does and what it was answered are kept together: a restart between them would do it twice.
        var (answer, isReplay) = stripe.Run(at => StripeReplays.Run(
            stripe.State.Replays, key, $"{path}\n{form.Canonical}", time.GetUtcNow(), () => Execute(at)));
        if (isReplay) context.Response.Headers["Idempotent-Replayed"] = "true";
        return answer;
    }

    private static async Task<List<KeyValuePair<string, string>>> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        var pairs = request.Query.SelectMany(query => query.Value.Select(
            value => KeyValuePair.Create(query.Key, value ?? ""))).ToList();
        if (!request.HasFormContentType) return pairs;
        var form = await request.ReadFormAsync(cancellationToken);
        pairs.AddRange(form.SelectMany(part => part.Value.Select(value => KeyValuePair.Create(part.Key, value ?? ""))));
        return pairs;
    }

    private StripeError? CheckKey(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return StripeErrors.MissingKey();
        var key = header["Bearer ".Length..].Trim();
        if (key.Length == 0) return StripeErrors.MissingKey();
        var isRight = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(stripe.Options.StripeKey));
        return isRight ? null : StripeErrors.WrongKey(key);
    }

    private static async Task WriteAsync(HttpContext context, StripeAnswer answer, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        if (answer.Status is 409 or 429 or >= 500) context.Response.Headers["Stripe-Should-Retry"] = "true";
        else if (answer.Status >= 400) context.Response.Headers["Stripe-Should-Retry"] = "false";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes<JsonNode>(answer.Body), cancellationToken);
    }
}
