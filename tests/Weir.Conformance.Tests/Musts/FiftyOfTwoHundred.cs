using System.Collections.Concurrent;
using System.Net;
using Weir.Conformance.Tests.Live;

namespace Weir.Conformance.Tests.Musts;

/// <summary>
/// 200 parallel calls on a plan with room for 50, against two server processes on one database: exactly 50 reach the
/// provider, at no moment used + held above the limit, the rest get 402 with <c>limit</c> filled in.
/// </summary>
public sealed class FiftyOfTwoHundred
{
    private const int Calls = 200;
    private const int Room = 50;

    [Fact]
    public async Task Exactly_the_plans_room_reaches_the_provider()
    {
        await using var live = await LiveSystem.StartAsync(TestBlueprints.Fifty);
        await using var second = await live.StartSecondServerAsync();
        var user = await live.SignUpAsync();
        using var onSecond = LiveSystem.ClientFor(second.Http.BaseAddress!, user.Token);
        // Slow enough that all 50 are in flight at once and the sampler sees them held.
        await live.ScriptProviderAsync(new { times = Calls, delay_ms = 400 });

        using var done = new CancellationTokenSource();
        var sampler = SampleAsync(live, user.Id, done.Token);
        var statuses = new ConcurrentBag<HttpStatusCode>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Calls), new ParallelOptions { MaxDegreeOfParallelism = Calls }, async (i, _) =>
        {
            var (status, body) = await (i % 2 == 0 ? user.Http : onSecond).PostAsync(Requests.Responses, Requests.Summary());
            statuses.Add(status);
            if (status != HttpStatusCode.PaymentRequired) return;
            body.Text("code").ShouldBe("quota_exhausted");
            body.Text("limit", "meter").ShouldBe("generations");
            body.Text("limit", "hard_limit").ShouldBe($"{Room}");
            body.Text("limit", "remaining").ShouldBe("0");
            body.Text("limit", "requested").ShouldBe("1");
        });
        await done.CancelAsync();
        var (samples, highest) = await sampler;

        statuses.Count(s => s == HttpStatusCode.OK).ShouldBe(Room);
        statuses.Count(s => s == HttpStatusCode.PaymentRequired).ShouldBe(Calls - Room);
        (await live.ProviderCallsAsync()).Count.ShouldBe(Room);
        highest.ShouldBe(Room);
        samples.ShouldBeGreaterThan(20);
        await AuditCheck.ShouldBeCleanAsync(live);
    }

    private static async Task<(int Samples, long Highest)> SampleAsync(LiveSystem live, Guid customer, CancellationToken stop)
    {
        var (samples, highest) = (0, 0L);
        await using var connection = await live.Database.OpenConnectionAsync(CancellationToken.None);
        await using var command = new Npgsql.NpgsqlCommand(
            "select coalesce(sum(used + held), 0)::bigint from weir.buckets where customer_id = $1 and meter = 'generations'", connection)
        {
            Parameters = { new() { Value = customer } },
        };
        while (!stop.IsCancellationRequested)
        {
            highest = Math.Max(highest, (long)(await command.ExecuteScalarAsync(CancellationToken.None))!);
            samples++;
            await Task.Delay(5, CancellationToken.None);
        }
        return (samples, highest);
    }
}
