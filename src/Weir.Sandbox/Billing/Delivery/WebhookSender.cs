using System.Net.Http.Headers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Weir.Sandbox.Billing.Delivery;

/// <summary>
/// Lets time pass for one stand-in and sends its webhooks, one after the other, as long as the server serves: it is the seller
/// itself. Those that wait when it stops are kept.
/// </summary>
internal sealed class WebhookSender(
    BillingSimulator simulator, IHostApplicationLifetime lifetime, ILogger<WebhookSender> logger) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        simulator.Keep();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var serving = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        try
        {
            await started.Task.WaitAsync(serving.Token);
            await SendAllAsync(serving.Token);
        }
        catch (OperationCanceledException) when (serving.IsCancellationRequested)
        {
        }
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        // A redirect counts as a failure at both providers.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        using var http = new HttpClient(handler) { Timeout = s_patience };
        while (true)
        {
            simulator.CatchUp();
            while (simulator.Webhooks.NextDue() is { } webhook)
            {
                var status = await SendAsync(http, webhook, cancellationToken);
                // Nobody answers while the server stops: that is no attempt.
                if (status == 0) cancellationToken.ThrowIfCancellationRequested();
                simulator.Webhooks.Answered(webhook, status);
                if (status is < 200 or > 299) Log.WebhookRefused(logger, simulator.Name, webhook.Type, status);
            }
            await simulator.Webhooks.WaitAsync(s_pause, cancellationToken);
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
