using System.Globalization;
using Weir.Benches.Cluster;
using Weir.Benches.Load;
using Weir.Benches.Statistics;
using Weir.Core.Billing;
using Weir.Proofs.Signatures;

namespace Weir.Benches.Webhooks;

/// <summary>
/// Is Stripe: sends a message to one of two servers at each tick, whatever became of those before, and watches the other one
/// for what it brings.
/// </summary>
internal sealed class WebhookDriver(IReadOnlyList<int> ports, TimeProvider time) : IDisposable
{
    private const int VisitorsAtOnce = 8;
    private const long MicrosecondsASecond = 1_000_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = s_patience };
    private readonly DateTimeOffset _started = time.GetUtcNow().AddHours(-1);

    /// <summary>
    /// Both servers see everybody once; everybody buys, then changes in turn. Both rounds go at the same pace, and the first is
    /// not in the result.
    /// </summary>
    public async Task<WebhookResult> RunAsync(WebhookLoad load, CancellationToken cancellationToken)
    {
        await VisitAsync(load, cancellationToken);
        await SendAsync(load, 0, load.Customers, cancellationToken);
        return await SendAsync(load, load.Customers, load.Messages, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Else each first look would ask the database, again and again while others change.</summary>
    private Task VisitAsync(WebhookLoad load, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(0, load.Customers * ports.Count),
        new ParallelOptions { MaxDegreeOfParallelism = VisitorsAtOnce, CancellationToken = cancellationToken },
        async (number, cancel) => await WatchAsync(
            ports[number % ports.Count], BenchCustomers.IdOf((number / ports.Count) + 1), BenchCatalog.Plan, 0, new(), cancel));

    private async Task<WebhookResult> SendAsync(
        WebhookLoad load, int first, int count, CancellationToken cancellationToken)
    {
        var result = new WebhookResult();
        var sent = new List<Task>(count);
        var started = time.GetTimestamp();
        while (sent.Count < count)
        {
            var due = Math.Min(count, (time.GetElapsedTime(started).TotalSeconds * load.PerSecond) + 1);
            while (sent.Count < (int)due) sent.Add(OneAsync(load, first + sent.Count, result, cancellationToken));
            await Task.Delay(s_tick, time, cancellationToken);
        }
        await Task.WhenAll(sent);
        result.Took = time.GetElapsedTime(started);
        return result;
    }

    private async Task OneAsync(WebhookLoad load, int number, WebhookResult result, CancellationToken cancellationToken)
    {
        var customer = BenchCustomers.IdOf((number % load.Customers) + 1);
        var changes = number / load.Customers;
        var plan = WebhookShop.PlanAfter(changes);
        using var message = Message(customer, changes, number, plan);
        var started = time.GetTimestamp();
        var watching = WatchAsync(ports[(number + 1) % ports.Count], customer, plan, started, result.Seen, cancellationToken);
        using (var answer = await _http.SendAsync(message, cancellationToken))
        {
            if (!answer.IsSuccessStatusCode)
                throw new CommandFailedException($"A webhook was answered with {(int)answer.StatusCode}.");
        }
        Count(result.Answered, started);
        await watching;
    }

    private async Task WatchAsync(
        int port, Guid customer, string plan, long started, LatencyHistogram seen, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{port}{PlanWatch.AddressOf(customer, plan)}");
        try
        {
            using var answer = await _http.GetAsync(address, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw new CommandFailedException(
                    $"A plan was watched, and the answer was {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            }
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It counts as what it was waited for.
        }
        Count(seen, started);
    }

    private void Count(LatencyHistogram histogram, long started) =>
        histogram.Add((long)(time.GetElapsedTime(started).TotalSeconds * MicrosecondsASecond));

    private HttpRequestMessage Message(Guid customer, int changes, int number, string plan)
    {
        // Of the past, and in order, however fast they come.
        var at = _started.AddSeconds(10 * changes);
        var body = StripeMessages.Event(
            string.Create(CultureInfo.InvariantCulture, $"evt_bench_{number}"), "customer.subscription.updated", at,
            StripeMessages.Subscription(
                $"sub_{customer:N}", $"cus_{customer:N}", customer, WebhookShop.PriceOf(plan), "active", _started));
        var signed = SignatureWorld.Sign(
            BillingProvider.Stripe, body, time.GetUtcNow().ToUnixTimeSeconds(), WebhookShop.StripeSecret);
        var message = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"http://127.0.0.1:{ports[number % ports.Count]}/v1/billing/stripe/webhook"))
        {
            Content = new ByteArrayContent(body),
        };
        message.Content.Headers.ContentType = new("application/json");
        message.Headers.Add("Stripe-Signature", signed.Header);
        return message;
    }
}
