using System.Net.Http.Headers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Weir.Sandbox.Billing.Delivery;

/// <summary>Lets time pass for one stand-in and sends its webhooks, one after the other.</summary>
internal sealed class WebhookSender(BillingSimulator simulator, ILogger<WebhookSender> logger) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A redirect counts as a failure at both providers.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        using var http = new HttpClient(handler) { Timeout = s_patience };
        while (!stoppingToken.IsCancellationRequested)
        {
            simulator.CatchUp();
            while (simulator.Webhooks.NextDue() is { } webhook)
            {
                var status = await SendAsync(http, webhook, stoppingToken);
                simulator.Webhooks.Answered(webhook, status);
                if (status is < 200 or > 299) Log.WebhookRefused(logger, simulator.Name, webhook.Type, status);
            }
            await simulator.Webhooks.WaitAsync(s_pause, stoppingToken);
        }
    }

    private async Task<int> SendAsync(HttpClient http, Webhook webhook, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, simulator.WebhookUrl)
        {
            Content = new ReadOnlyMemoryContent(webhook.Body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in simulator.Sign(webhook)) request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }
}
