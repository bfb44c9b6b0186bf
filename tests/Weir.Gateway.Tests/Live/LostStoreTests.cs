using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Weir.Gateway.Settling;
using Weir.Gateway.Tests.Loopback;
using Weir.Testing;

namespace Weir.Gateway.Tests.Live;

/// <summary>The database goes away: nothing is served free, nothing that was used is lost.</summary>
public sealed class LostStoreTests
{
    [Fact]
    public async Task Without_the_store_there_is_no_call()
    {
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(Scripts.ServeAsync));
        using var user = gateway.NewUser();
        (await user.CallAsync(LiveUser.Body())).Status.ShouldBe(HttpStatusCode.OK);
        await LoseAsync(gateway);
        var (status, json) = await user.CallAsync(LiveUser.Body());

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        json.GetProperty("code").GetString().ShouldBe("store_unavailable");
        gateway.Provider.Calls.Count.ShouldBe(1);
        await RestoreAsync(gateway);
        (await user.CallAsync(LiveUser.Body())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_lost_before_the_settle_hides_success_and_gets_the_usage_later(bool stream)
    {
        LiveGateway? gateway = null;
        var provider = new LoopbackServer(async e =>
        {
            await LoseAsync(gateway!);
            await Scripts.ServeAsync(e);
        });
        await using (gateway = await LiveGateway.StartAsync(provider))
        {
            using var user = gateway.NewUser();
            if (stream)
            {
                var (name, problem) = (await user.StreamAsync())[^1];
                name.ShouldBe("weir.error");
                problem.GetProperty("code").GetString().ShouldBe("store_unavailable");
            }
            else
            {
                var (status, json) = await user.CallAsync(LiveUser.Body());
                status.ShouldBe(HttpStatusCode.ServiceUnavailable);
                json.GetProperty("code").GetString().ShouldBe("store_unavailable");
                json.TryGetProperty("output", out _).ShouldBeFalse();
            }
            gateway.Services.GetRequiredService<ResolutionQueue>().Count.ShouldBeLessThanOrEqualTo(1);
            await RestoreAsync(gateway);
            await user.SettledAsync();

            (await user.HoldsAsync()).ShouldBe("posted 1");
            (await user.EventsAsync()).ShouldBe([$"completed provider {Scripts.Cost}"]);
        }
    }

    private static async Task LoseAsync(LiveGateway gateway)
    {
        var server = await TestPostgres.GetAsync(CancellationToken.None);
        await Sql.RunAsync(server, $"alter database {gateway.Database.Name} with allow_connections false", CancellationToken.None);
        await Sql.RunAsync(
            server, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{gateway.Database.Name}'", CancellationToken.None);
    }

    private static async Task RestoreAsync(LiveGateway gateway)
    {
        var server = await TestPostgres.GetAsync(CancellationToken.None);
        await Sql.RunAsync(server, $"alter database {gateway.Database.Name} with allow_connections true", CancellationToken.None);
    }
}
