using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Weir.Billing.Providers;
using Weir.Core.Billing;
using ProviderLog = Weir.Billing.Providers.Log;

namespace Weir.Billing.LemonSqueezy;

/// <summary>The calls of Lemon Squeezy's API that Weir needs, in JSON:API (facts/lemonsqueezy §1, §2). Failures are values.</summary>
internal sealed class LemonSqueezyClient : IDisposable
{
    private const string MediaType = "application/vnd.api+json";
    private const int PageSize = 100;

    private readonly ProviderTransport _transport;
    private readonly string _storeId;
    private readonly ILogger _logger;

    public LemonSqueezyClient(
        LemonSqueezyOptions options, ProviderTransportOptions transport, TimeProvider time,
        ILogger<LemonSqueezyClient> logger)
    {
        _logger = logger;
        _storeId = options.StoreId;
        _transport = new ProviderTransport(
            options.BaseUrl,
            [new("Authorization", $"Bearer {options.ApiKey}"), new("Accept", MediaType)],
            transport,
            time);
    }

    /// <summary>Opens a checkout of a variant in our store.</summary>
    /// <param name="variantId">Variant.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ProviderReply> CreateCheckoutAsync(
        string variantId, object attributes, CancellationToken cancellationToken) =>
        SendAsync(
            new ProviderCall(HttpMethod.Post, "/v1/checkouts")
            {
                Body = JsonSerializer.SerializeToUtf8Bytes(new
                {
                    data = new
                    {
                        type = "checkouts",
                        attributes,
                        relationships = new
                        {
                            store = new { data = new { type = "stores", id = _storeId } },
                            variant = new { data = new { type = "variants", id = variantId } },
                        },
                    },
                }),
                ContentType = MediaType,
            },
            "POST checkouts",
            cancellationToken);

    public Task<ProviderReply> GetCheckoutAsync(string id, CancellationToken cancellationToken) =>
        GetAsync("checkouts", id, cancellationToken);

    public Task<ProviderReply> GetCustomerAsync(string id, CancellationToken cancellationToken) =>
        GetAsync("customers", id, cancellationToken);

    public Task<ProviderReply> GetSubscriptionAsync(string id, CancellationToken cancellationToken) =>
        GetAsync("subscriptions", id, cancellationToken);

    /// <summary>A page of the store's subscriptions.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ProviderReply> ListSubscriptionsAsync(int page, CancellationToken cancellationToken) =>
        ListAsync("subscriptions", page, cancellationToken);

    /// <summary>A page of the store's licence keys.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ProviderReply> ListLicenseKeysAsync(int page, CancellationToken cancellationToken) =>
        ListAsync("license-keys", page, cancellationToken);

    public void Dispose() => _transport.Dispose();

    private Task<ProviderReply> GetAsync(string resource, string id, CancellationToken cancellationToken) =>
        SendAsync(
            new ProviderCall(HttpMethod.Get, $"/v1/{resource}/{Uri.EscapeDataString(id)}"), $"GET {resource}",
            cancellationToken);

    private Task<ProviderReply> ListAsync(string resource, int page, CancellationToken cancellationToken) =>
        SendAsync(
            new ProviderCall(HttpMethod.Get, string.Create(
                CultureInfo.InvariantCulture,
                $"/v1/{resource}?filter[store_id]={Uri.EscapeDataString(_storeId)}&page[size]={PageSize}&page[number]={page}")),
            $"GET {resource}",
            cancellationToken);

    private async Task<ProviderReply> SendAsync(ProviderCall call, string name, CancellationToken cancellationToken)
    {
        var reply = await _transport.SendAsync(call, cancellationToken);
        if (reply.IsSuccess || reply.Status == 404) return reply;
        if (ProviderProblems.ConcernsOperator(reply))
            ProviderLog.Refused(
                _logger, BillingProvider.LemonSqueezy, name, reply.Status, null, PointerOf(reply.Body));
        else
            ProviderLog.NotServed(_logger, BillingProvider.LemonSqueezy, name, reply.Status, reply.Failure);
        return reply;
    }

    /// <summary>Which member the first error is about.</summary>
    private static string? PointerOf(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("errors", out var errors)
        && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0
        && errors[0].ValueKind == JsonValueKind.Object && errors[0].TryGetProperty("source", out var source)
        && source.ValueKind == JsonValueKind.Object && source.TryGetProperty("pointer", out var pointer)
        && pointer.ValueKind == JsonValueKind.String
            ? pointer.GetString()
            : null;
}
