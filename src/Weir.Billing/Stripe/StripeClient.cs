using System.Globalization;
using Microsoft.Extensions.Logging;
using Weir.Billing.Providers;
using Weir.Core.Billing;
using ProviderLog = Weir.Billing.Providers.Log;

namespace Weir.Billing.Stripe;

/// <summary>The calls of Stripe's API that Weir needs (facts/stripe §1, §2, §8). Failures are values.</summary>
internal sealed class StripeClient : IDisposable
{
    /// <summary>The version whose shapes are read here; Stripe answers in it whatever the account's default is.</summary>
    public const string Version = "2026-10-28.endive";

    private const int PageSize = 100;

    private readonly ProviderTransport _transport;
    private readonly ILogger _logger;

    public StripeClient(
        StripeOptions options, ProviderTransportOptions transport, TimeProvider time, ILogger<StripeClient> logger)
    {
        _logger = logger;
        _transport = new ProviderTransport(
            options.BaseUrl,
            [new("Authorization", $"Bearer {options.SecretKey}"), new("Stripe-Version", Version)],
            transport,
            time);
    }

    public Task<ProviderReply> CreateCheckoutAsync(StripeForm form, string idempotencyKey, CancellationToken cancellationToken) =>
        PostAsync("checkout/sessions", form, idempotencyKey, cancellationToken);

    public Task<ProviderReply> GetCheckoutAsync(string id, CancellationToken cancellationToken) =>
        GetAsync("checkout/sessions", id, null, cancellationToken);

    public Task<ProviderReply> CreatePortalAsync(StripeForm form, CancellationToken cancellationToken) =>
        PostAsync("billing_portal/sessions", form, Guid.CreateVersion7().ToString("D"), cancellationToken);

    public Task<ProviderReply> GetSubscriptionAsync(string id, CancellationToken cancellationToken) =>
        GetAsync("subscriptions", id, null, cancellationToken);

    public Task<ProviderReply> GetCustomerAsync(string id, CancellationToken cancellationToken) =>
        GetAsync("customers", id, null, cancellationToken);

    /// <summary>A page of all subscriptions, ended ones too, the newest first.</summary>
    /// <param name="after">Id of the last one of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ProviderReply> ListSubscriptionsAsync(string? after, CancellationToken cancellationToken) =>
        GetAsync("subscriptions", null, Page(after).With("status", "all"), cancellationToken);

    /// <summary>The payments of invoices that a payment intent made, each with its invoice.</summary>
    public Task<ProviderReply> ListInvoicePaymentsAsync(string intentId, CancellationToken cancellationToken) =>
        GetAsync(
            "invoice_payments", null,
            Page(null).With("payment[type]", "payment_intent").With("payment[payment_intent]", intentId)
                .With("status", "paid").With("expand[0]", "data.invoice"),
            cancellationToken);

    /// <summary>A page of events, the newest first; Stripe keeps them 30 days.</summary>
    /// <param name="after">Id of the last one of the page before; null for the first page.</param>
    /// <param name="since">Only later ones.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ProviderReply> ListEventsAsync(string? after, DateTimeOffset since, CancellationToken cancellationToken) =>
        GetAsync(
            "events", null,
            Page(after).With("created[gt]", since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            cancellationToken);

    /// <summary>Adds to a meter; sent once, for the outbox sends it again itself.</summary>
    public Task<ProviderReply> ReportUsageAsync(StripeForm form, string idempotencyKey, CancellationToken cancellationToken) =>
        PostAsync("billing/meter_events", form, idempotencyKey, cancellationToken, once: true);

    /// <summary>Whether it says that the identifier of a meter event was counted before.</summary>
    public static bool IsCountedAlready(ProviderReply reply) =>
        reply.Status == 400
        && (reply.Text("error", "code") == "duplicate_meter_event" || reply.Text("error", "param") == "identifier");

    public void Dispose() => _transport.Dispose();

    private static StripeForm Page(string? after) =>
        new StripeForm().With("limit", PageSize.ToString(CultureInfo.InvariantCulture)).With("starting_after", after);

    private Task<ProviderReply> GetAsync(string resource, string? id, StripeForm? query, CancellationToken cancellationToken)
    {
        var path = $"/v1/{resource}" + (id is null ? "" : "/" + Uri.EscapeDataString(id)) + (query is null ? "" : $"?{query}");
        return SendAsync(new ProviderCall(HttpMethod.Get, path), $"GET {resource}", cancellationToken);
    }

    private Task<ProviderReply> PostAsync(
        string resource, StripeForm form, string idempotencyKey, CancellationToken cancellationToken, bool once = false) =>
        SendAsync(
            new ProviderCall(HttpMethod.Post, $"/v1/{resource}")
            {
                Body = form.ToUtf8(), ContentType = StripeForm.MediaType, IdempotencyKey = idempotencyKey, Once = once,
            },
            $"POST {resource}",
            cancellationToken);

    private async Task<ProviderReply> SendAsync(ProviderCall call, string name, CancellationToken cancellationToken)
    {
        var reply = await _transport.SendAsync(call, cancellationToken);
        // What is not there, and a key that was used for something else, are for the caller to judge.
        if (reply.IsSuccess || reply.Status == 404 || reply.Text("error", "type") == "idempotency_error"
            || IsCountedAlready(reply))
            return reply;
        if (ProviderProblems.ConcernsOperator(reply))
        {
            ProviderLog.Refused(
                _logger, BillingProvider.Stripe, name, reply.Status,
                reply.Text("error", "code") ?? reply.Text("error", "type"), reply.Text("error", "param"));
        }
        else
        {
            ProviderLog.NotServed(_logger, BillingProvider.Stripe, name, reply.Status, reply.Failure);
        }
        return reply;
    }
}
