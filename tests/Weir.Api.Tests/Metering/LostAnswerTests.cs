using System.Net;
using System.Text.Json;
using Npgsql;
using Weir.Api.Tests.Kit;

namespace Weir.Api.Tests.Metering;

/// <summary>
/// The connection to the database is cut before a request reaches it, or after it was carried out and before the answer
/// comes. Whatever the caller heard, asking again ends in one effect.
/// </summary>
public sealed class LostAnswerTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(0, 3)]
    [InlineData(2, 1)]
    [InlineData(0, 9)]
    [InlineData(9, 0)]
    [InlineData(5, 4)]
    public async Task An_event_is_neither_lost_nor_doubled(int requests, int answers)
    {
        await using var system = await CutSystem.StartAsync();
        var (user, http) = await system.Server.NewUserAsync();
        using var _ = http;
        using var service = await system.Server.ServiceAsync();
        // The first opens the lane's connection and fills the caches, so that what is cut is the work itself.
        await service.PostTextAsync("/v1/events", Event("warm", user, 1000), HttpStatusCode.OK);

        system.Proxy.LoseRequests(requests);
        system.Proxy.LoseAnswers(answers);
        var (status, heard) = await PostAsync(service, "/v1/events", Event("e", user, 1));
        // The engine asks four times by itself; then the caller has to.
        if (status == HttpStatusCode.OK) heard.At("inserted").GetBoolean().ShouldBeTrue();
        else heard.Text("code").ShouldBe("store_unavailable");
        system.Heal();
        var again = await service.PostTextAsync("/v1/events", Event("e", user, 1), HttpStatusCode.OK);
        if (status == HttpStatusCode.OK)
        {
            again.At("inserted").GetBoolean().ShouldBeFalse();
            again.Text("event_id").ShouldBe(heard.Text("event_id"));
        }
        (await system.Server.ReadAsync<long>($"select count(*) from weir.usage_events where customer_id = '{user}'")).ShouldBe(2);
        (await system.Server.ReadAsync<long>(
            $"select quantity from weir.usage_monthly where customer_id = '{user}' and meter = 'ai_tokens'")).ShouldBe(1001);
        await system.Server.AuditAsync();
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(0, 12)]
    [InlineData(6, 6)]
    public async Task A_reservation_and_its_settle_happen_once(int requests, int answers)
    {
        await using var system = await CutSystem.StartAsync();
        var (user, http) = await system.Server.NewUserAsync();
        using var _ = http;
        using var service = await system.Server.ServiceAsync();
        await service.PostTextAsync("/v1/events", Event("warm", user, 1000), HttpStatusCode.OK);

        var reserve = JsonSerializer.Serialize(
            new { user_id = user, lines = (object[])[new { meter = "generations", quantity = 5 }] });
        system.Proxy.LoseRequests(requests);
        system.Proxy.LoseAnswers(answers);
        var held = await UntilOkAsync(service, system, "/v1/reservations", reserve, "reserve-1");
        (await system.Server.ReadAsync<long>(
            $"select held from weir.buckets where customer_id = '{user}' and meter = 'generations'")).ShouldBe(5);

        system.Proxy.LoseRequests(requests);
        system.Proxy.LoseAnswers(answers);
        var settle = """{"lines":[{"meter":"generations","quantity":4}]}""";
        var settled = await UntilOkAsync(service, system, $"/v1/reservations/{held.Text("id")}/settle", settle, "settle-1");
        settled.Text("status").ShouldBe("posted");
        (await system.Server.ReadAsync<long>(
            $"select used * 10 + held from weir.buckets where customer_id = '{user}' and meter = 'generations'")).ShouldBe(40);
        (await system.Server.ReadAsync<long>($"select count(*) from weir.usage_events where customer_id = '{user}'")).ShouldBe(2);
        await system.Server.AuditAsync();
    }

    private static async Task<JsonElement> UntilOkAsync(
        HttpClient service, CutSystem system, string path, string body, string key)
    {
        while (true)
        {
            var (status, answer) = await PostAsync(service, path, body, key);
            if (status == HttpStatusCode.OK)
            {
                system.Heal();
                return answer;
            }
            answer.Text("code").ShouldBe("store_unavailable");
        }
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(
        HttpClient service, string path, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await service.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await Answers.ReadAsync(response, response.StatusCode));
    }

    private static string Event(string id, Guid user, long quantity) =>
        $$"""{"specversion":"1.0","id":"{{id}}","source":"/a","type":"ai_tokens","subject":"{{user}}","data":{"quantity":{{quantity}} } }""";

    /// <summary>A server whose database is behind the proxy.</summary>
    private sealed record CutSystem(MeteringServer Server, CuttingProxy Proxy) : IAsyncDisposable
    {
        public static async Task<CutSystem> StartAsync()
        {
            CuttingProxy? proxy = null;
            var server = await MeteringServer.StartAsync(connection =>
            {
                var target = new NpgsqlConnectionStringBuilder(connection);
                proxy = new CuttingProxy(target.Host!, target.Port);
                (target.Host, target.Port) = ("127.0.0.1", proxy.Port);
                return target.ConnectionString;
            });
            return new CutSystem(server, proxy!);
        }

        public void Heal()
        {
            Proxy.LoseRequests(0);
            Proxy.LoseAnswers(0);
        }

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await Proxy.DisposeAsync();
        }
    }
}
