using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Weir.Testing;

namespace Weir.Gateway.Tests.Live;

/// <summary>
/// One user of a <see cref="LiveGateway"/>: calls as an app makes them, and looks behind the product.
/// </summary>
internal sealed class LiveUser : IDisposable
{
    public const string Path = "/v1/ai/responses";

    private readonly LiveGateway _gateway;

    public LiveUser(LiveGateway gateway, Guid id)
    {
        _gateway = gateway;
        Id = id;
        Http = new HttpClient { BaseAddress = gateway.Url, Timeout = TimeSpan.FromSeconds(60) };
        Http.DefaultRequestHeaders.Add(TestUserHandler.Header, id.ToString());
    }

    public Guid Id { get; }

    public HttpClient Http { get; }

    public static object Body(string feature = TestCatalog.Plain, string text = "A short text.", bool stream = false) =>
        stream ? new { feature, input = new { text }, stream } : new { feature, input = new { text } };

    public async Task<(HttpStatusCode Status, JsonElement Json)> CallAsync(object body, string? key = null)
    {
        using var response = await SendAsync(body, key, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    public async Task<HttpResponseMessage> SendAsync(object body, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public async Task<IReadOnlyList<(string Name, JsonElement Data)>> StreamAsync(string feature = TestCatalog.Plain, string text = "A short text.")
    {
        using var response = await SendAsync(Body(feature, text, stream: true), null, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var events = new List<(string, JsonElement)>();
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken))
            events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement));
        return events;
    }

    /// <summary>Streams, and does not mind how it ends.</summary>
    public async Task<string> StreamCarelesslyAsync(string text)
    {
        using var response = await SendAsync(Body(TestCatalog.Plain, text, stream: true), null, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The user's holds by state, such as <c>posted 1</c>.</summary>
    public async Task<string> HoldsAsync() => string.Join(", ", await Sql.ListAsync(
        _gateway.Database.Superuser,
        $"select state || ' ' || count(*) from weir.holds where customer_id = '{Id}' group by state order by state",
        CancellationToken.None));

    public Task<long> UsedAsync(string meter = "ai_cost") => BucketsAsync("used", meter);

    public Task<long> HeldAsync(string meter = "ai_cost") => BucketsAsync("held", meter);

    /// <summary>Columns of the user's ledger rows, joined by a blank.</summary>
    public Task<IReadOnlyList<string>> EventsAsync(string columns = "status, provenance, cost_nano_usd") => Sql.ListAsync(
        _gateway.Database.Superuser,
        $"select concat_ws(' ', {columns}) from weir.usage_events where customer_id = '{Id}' order by recorded_at, event_id",
        CancellationToken.None);

    /// <summary>Waits until no hold is open.</summary>
    public async Task SettledAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await HoldsAsync() is var holds && (holds.Length == 0 || holds.Contains("pending", StringComparison.Ordinal)))
            await Task.Delay(20, patience.Token);
    }

    public void Dispose() => Http.Dispose();

    private Task<long> BucketsAsync(string column, string meter) => Sql.ScalarAsync<long>(
        _gateway.Database.Superuser,
        $"select coalesce(sum({column}), 0)::bigint from weir.buckets where customer_id = '{Id}' and meter = '{meter}'",
        CancellationToken.None);
}
