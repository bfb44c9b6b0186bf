using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Weir.Core.Billing;
using Weir.Core.Errors;
using Weir.Data.Billing;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Billing.Webhooks;

/// <summary>What both webhooks do alike: read the bytes, check the signature, read the message, store it, answer.</summary>
internal static class WebhookAnswer
{
    /// <summary>
    /// 200 only once the message is durable. Of a refused one a counter is all that stays: anybody can send one.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="provider">Whose webhook it is.</param>
    /// <param name="check">Checks the signature over the body.</param>
    /// <param name="read">Reads the body, once its signature was right.</param>
    /// <param name="inbox">Where messages are stored.</param>
    /// <param name="cancellationToken">Ends when the provider hangs up.</param>
    /// <exception cref="Data.StoreUnavailableException">It could not be stored: 503, and the provider sends it again.</exception>
    public static async Task<IResult> HandleAsync(
        HttpContext context,
        BillingProvider provider,
        Func<byte[], SignatureVerdict> check,
        Func<byte[], WebhookReading> read,
        BillingInbox inbox,
        CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(context, cancellationToken);
        if (body.Error is { } error)
        {
            WebhookMetrics.Unread(provider);
            return new WeirErrorResult(error);
        }
        if (Refusal(check(body.Bytes!)) is var (refusal, detail)) return Refuse(provider, refusal, detail);
        var reading = read(body.Bytes!);
        if (reading.Event is not { } message) return Refuse(provider, reading.Refusal!.Value, reading.Detail!);
        WebhookMetrics.Received(provider, await inbox.ReceiveAsync(message, cancellationToken));
        return Results.Text("""{"received":true}""", "application/json");
    }

    /// <summary>A route that this server does not serve.</summary>
    public static IResult NotSetUp() =>
        new WeirErrorResult(new WeirError(ErrorCode.NotFound, "This provider is not set up here."));

    private static Task<RawBodyResult> ReadBodyAsync(HttpContext context, CancellationToken cancellationToken) =>
        RawBody.ReadAsync(
            context, JsonBodyForm.OneObject, context.GetEndpoint()!.Metadata.GetRequiredMetadata<BodyLimit>().MaxBytes,
            cancellationToken);

    private static (WebhookRefusal, string)? Refusal(SignatureVerdict verdict) => verdict switch
    {
        SignatureVerdict.Valid => null,
        SignatureVerdict.Missing => (WebhookRefusal.SignatureMissing, "The message has no signature."),
        SignatureVerdict.Malformed => (WebhookRefusal.SignatureMalformed, "The signature does not have the provider's form."),
        SignatureVerdict.Stale => (WebhookRefusal.SignatureStale, "The signature is more than 300 s from this server's time."),
        _ => (WebhookRefusal.SignatureMismatch, "The signature is not one of this webhook's secrets over this body."),
    };

    private static WeirErrorResult Refuse(BillingProvider provider, WebhookRefusal refusal, string detail)
    {
        var reason = JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.ToString());
        WebhookMetrics.Refused(provider, reason);
        return new WeirErrorResult(new WeirError(ErrorCode.MalformedRequest, detail)
        {
            Extensions = new Dictionary<string, object?> { ["reason"] = reason },
        });
    }
}
