using System.Net;
using Weir.Conformance.Tests.Live;

namespace Weir.Conformance.Tests.Musts;

/// <summary><c>kill -9</c> of the server between reserve and settle: the hold expires by itself, and the books balance.</summary>
public sealed class KilledBetweenReserveAndSettle
{
    [Fact]
    public async Task The_hold_expires_and_the_units_come_back()
    {
        await using var live = await LiveSystem.StartAsync(TestBlueprints.Fifty);
        await using var second = await live.StartSecondServerAsync();
        var user = await live.SignUpAsync();
        using var onSecond = LiveSystem.ClientFor(second.Http.BaseAddress!, user.Token);
        await live.ScriptProviderAsync(new { times = 1, delay_ms = 20_000 });

        var call = onSecond.PostAsync(Requests.Responses, Requests.Summary());
        await UntilAsync(() => HoldsAsync(live, user.Id, "pending"), 1);
        await second.Process.KillHardAsync();
        await Should.ThrowAsync<HttpRequestException>(call);
        await live.ClearProviderScriptAsync();

        await UntilAsync(() => HoldsAsync(live, user.Id, "expired"), 1);
        var (status, usage) = await user.Http.GetJsonAsync("/v1/ai/usage/me");
        status.ShouldBe(HttpStatusCode.OK);
        usage.Text("held_usd").ShouldBe("0.000000000");
        usage.Text("used_usd").ShouldBe("0.000000000");
        await AuditCheck.ShouldBeCleanAsync(live);

        var (after, _) = await user.Http.PostAsync(Requests.Responses, Requests.Summary());
        after.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<long> HoldsAsync(LiveSystem live, Guid customer, string state)
    {
        await using var command = live.Database.CreateCommand("select count(*) from weir.holds where customer_id = $1 and state::text = $2");
        command.Parameters.Add(new() { Value = customer });
        command.Parameters.Add(new() { Value = state });
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task UntilAsync(Func<Task<long>> count, long wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (await count() != wanted) await Task.Delay(50, patience.Token);
    }
}
