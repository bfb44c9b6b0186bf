using Weir.Gateway.Tests.Loopback;

namespace Weir.Gateway.Tests.Live;

/// <summary>Clients that leave: what they started is settled all the same.</summary>
public sealed class DepartureTests
{
    [Fact]
    public async Task A_client_that_leaves_a_stream_at_any_byte_is_charged_what_the_provider_reports()
    {
        const int rounds = 40;
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(e => Scripts.TrickleAsync(e, TimeSpan.FromMilliseconds(5))));
        using var user = gateway.NewUser();
        // A fixed seed: a failure repeats.
        var random = new Random(20_261_120);
        for (var round = 0; round < rounds; round++) await LeaveAfterAsync(user, random.Next(0, 400));
        await user.SettledAsync();

        (await user.HoldsAsync()).ShouldBe($"posted {gateway.Provider.Calls.Count}");
        (await user.EventsAsync("provenance, cost_nano_usd")).ShouldAllBe(e => e == $"provider {Scripts.Cost}");
        (await user.HeldAsync()).ShouldBe(0);
        (await user.UsedAsync()).ShouldBe(gateway.Provider.Calls.Count * Scripts.Cost);
    }

    [Fact]
    public async Task A_client_that_leaves_a_buffered_call_is_charged_what_the_provider_reports()
    {
        var release = new TaskCompletionSource();
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(async e =>
        {
            await release.Task;
            await Scripts.ServeAsync(e);
        }));
        using var user = gateway.NewUser();
        using var leave = new CancellationTokenSource();
        var call = user.SendAsync(LiveUser.Body(), null, leave.Token);
        await gateway.Provider.CalledAsync();
        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        release.SetResult();
        await user.SettledAsync();

        (await user.EventsAsync("status, provenance, cost_nano_usd, error_code")).ShouldBe(
            [$"completed provider {Scripts.Cost} client_closed_request"]);
    }

    [Fact]
    public async Task A_provider_that_never_ends_is_drained_no_longer_than_allowed()
    {
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(async e =>
            {
                await Scripts.HalfAsync(e);
                await e.StallAsync();
            }),
            configure: o => o.DrainTimeout = TimeSpan.FromMilliseconds(200));
        using var user = gateway.NewUser();
        await LeaveAfterAsync(user, 10);
        await user.SettledAsync();

        (await user.EventsAsync("status, provenance, output_tokens")).ShouldBe([$"cancelled estimated {string.Concat(Scripts.Pieces).Length}"]);
    }

    [Fact]
    public async Task Beyond_the_allowed_drains_a_call_is_cut_and_estimated()
    {
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(async e =>
            {
                await Scripts.HalfAsync(e);
                await e.StallAsync();
            }),
            configure: o => o.MaxDrains = 0);
        using var user = gateway.NewUser();
        await LeaveAfterAsync(user, 10);
        await user.SettledAsync();

        (await user.EventsAsync("status, provenance")).ShouldBe(["cancelled estimated"]);
    }

    [Fact]
    public async Task No_fallback_is_started_for_a_client_that_left()
    {
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(e => e.StallAsync()), TestCatalog.Of(firstByte: TimeSpan.FromMilliseconds(500)));
        using var user = gateway.NewUser();
        using var leave = new CancellationTokenSource();
        var call = user.SendAsync(LiveUser.Body(TestCatalog.Flex), null, leave.Token);
        await gateway.Provider.CalledAsync();
        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
        await user.SettledAsync();

        gateway.Provider.Calls.Count.ShouldBe(1);
        (await user.HoldsAsync()).ShouldBe("voided 1");
    }

    [Fact]
    public async Task A_server_that_stops_cuts_and_settles_what_is_in_flight()
    {
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(async e =>
            {
                await Scripts.HalfAsync(e);
                await e.StallAsync();
            }),
            configure: o => o.StopGrace = TimeSpan.FromMilliseconds(100));
        using var user = gateway.NewUser();
        var call = user.StreamAsync();
        await gateway.Provider.CalledAsync();
        await gateway.StopAsync();
        var events = await call;

        events[^1].Name.ShouldBe("weir.error");
        events[^1].Data.GetProperty("code").GetString().ShouldBe("overloaded");
        (await user.HoldsAsync()).ShouldBe("posted 1");
        (await user.EventsAsync("status, provenance")).ShouldBe(["failed estimated"]);
    }

    /// <summary>Reads so many bytes of a stream, then drops the connection.</summary>
    private static async Task LeaveAfterAsync(LiveUser user, int bytes)
    {
        using var response = await user.SendAsync(LiveUser.Body(stream: true), null, TestContext.Current.CancellationToken);
        var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[Math.Max(1, bytes)];
        if (bytes > 0) await stream.ReadAtLeastAsync(buffer, bytes, throwOnEndOfStream: false, TestContext.Current.CancellationToken);
    }
}
