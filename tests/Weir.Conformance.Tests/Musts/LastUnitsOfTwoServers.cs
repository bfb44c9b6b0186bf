using System.Collections.Concurrent;
using System.Net;
using Weir.Conformance.Tests.Live;

namespace Weir.Conformance.Tests.Musts;

/// <summary>
/// A plan with room for 50, asked for by two server processes at once over <c>POST /v1/reservations</c>: exactly 50 succeed,
/// whatever is voided, settled or asked for again in between.
/// </summary>
public sealed class LastUnitsOfTwoServers
{
    private const int Calls = 300;
    private const int Room = 50;
    private const string Path = "/v1/reservations";

    [Fact]
    public async Task Exactly_the_room_is_given_away()
    {
        await using var live = await LiveSystem.StartAsync(TestBlueprints.Fifty);
        await using var second = await live.StartSecondServerAsync();
        var user = await live.SignUpAsync();
        await user.Http.GetJsonAsync("/v1/me");
        using var onFirst = LiveSystem.ClientFor(live.Url, live.ServiceKey);
        using var onSecond = LiveSystem.ClientFor(second.Http.BaseAddress!, live.ServiceKey);
        HttpClient On(int i) => i % 2 == 0 ? onFirst : onSecond;
        var body = new { user_id = user.Id, lines = (object[])[new { meter = "generations", quantity = 1 }] };

        var held = new ConcurrentBag<string>();
        var denied = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Calls), new ParallelOptions { MaxDegreeOfParallelism = 60 }, async (i, _) =>
        {
            var (status, answer) = await On(i).PostAsync(Path, body, $"race-{i}");
            if (status == HttpStatusCode.OK)
            {
                held.Add(answer.Text("id"));
                // The other server is asked for the same again, and has the same.
                var (again, same) = await On(i + 1).PostAsync(Path, body, $"race-{i}");
                again.ShouldBe(HttpStatusCode.OK);
                same.GetRawText().ShouldBe(answer.GetRawText());
                return;
            }
            status.ShouldBe(HttpStatusCode.PaymentRequired);
            answer.Text("code").ShouldBe("quota_exhausted");
            answer.Text("limit", "remaining").ShouldBe("0");
            Interlocked.Increment(ref denied);
        });
        held.Distinct().Count().ShouldBe(Room);
        denied.ShouldBe(Calls - Room);

        // Each is settled, and voided, through both servers at once: one of them wins, once.
        var settled = 0;
        await Parallel.ForEachAsync(held, new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (id, _) =>
        {
            var acts = await Task.WhenAll(
                onFirst.PostAsync($"{Path}/{id}/settle", new { body.lines }, $"settle-{id}"),
                onSecond.PostAsync($"{Path}/{id}/settle", new { body.lines }, $"settle-{id}"),
                onSecond.PostAsync($"{Path}/{id}/void", new { reason = "race" }));
            acts[0].Status.ShouldBe(HttpStatusCode.OK);
            acts[1].Status.ShouldBe(HttpStatusCode.OK);
            acts[0].Body.GetRawText().ShouldBe(acts[1].Body.GetRawText());
            Interlocked.Increment(ref settled);
        });
        settled.ShouldBe(Room);
        (await ScalarAsync(live, "select count(*) from weir.usage_events where customer_id = $1", user.Id)).ShouldBe(Room);
        (await ScalarAsync(
            live, "select sum(used + held)::bigint from weir.buckets where customer_id = $1 and meter = 'generations'", user.Id))
            .ShouldBe(Room);
        await AuditCheck.ShouldBeCleanAsync(live);
    }

    [Fact]
    public async Task Events_survive_the_servers_death_and_count_once()
    {
        await using var live = await LiveSystem.StartAsync(TestBlueprints.Fifty);
        await using var second = await live.StartSecondServerAsync();
        var user = await live.SignUpAsync();
        await user.Http.GetJsonAsync("/v1/me");
        using var onFirst = LiveSystem.ClientFor(live.Url, live.ServiceKey);
        using var onSecond = LiveSystem.ClientFor(second.Http.BaseAddress!, live.ServiceKey);
        const int Batches = 40;
        const int Size = 50;
        object[] Batch(int batch) =>
        [
            .. Enumerable.Range(0, Size).Select(i => new
            {
                specversion = "1.0", id = $"{batch}-{i}", source = "/race", type = "ai_tokens", subject = user.Id,
                data = new { quantity = 1 },
            }),
        ];

        var acknowledged = new ConcurrentDictionary<string, string>();
        var sending = Parallel.ForEachAsync(
            Enumerable.Range(0, Batches), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (batch, _) =>
        {
            try
            {
                var (status, answer) = await onSecond.PostAsync("/v1/events", Batch(batch));
                if (status == HttpStatusCode.OK) Keep(batch, answer);
            }
            catch (HttpRequestException)
            {
                // Killed with the request in flight: whether its events are in the ledger is unknown.
            }
        });
        while (acknowledged.IsEmpty && !sending.IsCompleted) await Task.Delay(5, TestContext.Current.CancellationToken);
        await second.Process.KillHardAsync();
        await sending;

        for (var batch = 0; batch < Batches; batch++)
        {
            var (status, answer) = await onFirst.PostAsync("/v1/events", Batch(batch));
            status.ShouldBe(HttpStatusCode.OK);
            Keep(batch, answer);
        }
        acknowledged.Count.ShouldBe(Batches * Size);
        (await ScalarAsync(live, "select count(*) from weir.usage_events where customer_id = $1", user.Id)).ShouldBe(Batches * Size);
        (await ScalarAsync(
            live, "select sum(quantity)::bigint from weir.usage_monthly where customer_id = $1 and meter = 'ai_tokens'", user.Id))
            .ShouldBe(Batches * Size);
        await AuditCheck.ShouldBeCleanAsync(live);

        // What was acknowledged once has the same row ever after.
        void Keep(int batch, System.Text.Json.JsonElement answer)
        {
            var i = 0;
            foreach (var result in answer.GetProperty("data").EnumerateArray())
            {
                acknowledged.GetOrAdd($"{batch}-{i++}", result.Text("event_id")).ShouldBe(result.Text("event_id"));
            }
        }
    }

    private static async Task<long> ScalarAsync(LiveSystem live, string sql, Guid customer)
    {
        await using var command = live.Database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = customer });
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
