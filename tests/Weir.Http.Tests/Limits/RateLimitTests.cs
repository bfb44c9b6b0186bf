using System.Net;
using System.Net.Sockets;
using Weir.Http.Limits;
using Weir.Http.Tests.Kit;

namespace Weir.Http.Tests.Limits;

public sealed class RateLimitTests
{
    [Fact]
    public async Task User_beyond_the_burst_gets_429_and_when_to_come_back()
    {
        await using var app = await TestApp.StartAsync(Limited);
        var token = app.World.Sign(app.World.Current);

        for (var i = 0; i < 5; i++) (await app.GetAsync("/me", token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await app.GetAsync("/me", token);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await refused.CodeAsync()).ShouldBe("rate_limited");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task User_is_the_verified_subject_whatever_the_token_and_others_are_not_touched()
    {
        await using var app = await TestApp.StartAsync(Limited);
        var claims = app.World.Claims();
        claims["sub"] = "11111111-2222-4333-8444-555555555555";
        var other = app.World.Sign(app.World.Current, claims);

        // Five tokens of one user share one bucket.
        for (var i = 0; i < 5; i++)
            (await app.GetAsync("/me", app.World.Sign(app.World.Current))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.GetAsync("/me",
            app.World.Sign(app.World.Standby))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        (await app.GetAsync("/me", other)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.GetAsync("/open")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Flood_of_bad_tokens_is_limited_by_address_before_it_is_refused()
    {
        await using var app = await TestApp.StartAsync(Limited);
        var forged = app.World.Sign(app.World.Attacker);

        for (var i = 0; i < 8; i++)
            (await app.GetAsync("/me", forged)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await app.GetAsync("/me", forged)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await app.GetAsync("/nowhere")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await app.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.GetAsync("/me", app.World.Sign(app.World.Current))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_address_may_send_ten_times_as_many_messages_of_a_provider_beside_the_rest()
    {
        await using var app = await TestApp.StartAsync(Limited);

        for (var i = 0; i < 80; i++) (await app.GetAsync("/messages")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.GetAsync("/messages")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await app.GetAsync("/open")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_hundred_parallel_calls_of_one_user_pass_with_the_defaults()
    {
        await using var app = await TestApp.StartAsync(o =>
        {
            o.UserRequestsPerMinute = new WeirHttpOptions().UserRequestsPerMinute;
            o.UserBurst = new WeirHttpOptions().UserBurst;
        });
        var token = app.World.Sign(app.World.Current);

        var responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => app.GetAsync("/me", token)));

        responses.ShouldAllBe(r => r.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Forwarded_address_counts_only_when_the_proxy_is_trusted()
    {
        await using var untrusted = await TestApp.StartAsync(Limited);
        await using var trusted = await TestApp.StartAsync(o =>
        {
            Limited(o);
            o.TrustedProxies = ["127.0.0.0/8"];
        });

        for (var i = 0; i < 20; i++)
        {
            var forwarded = $"X-Forwarded-For: 192.0.2.{i + 1}";
            (await RawHttp.GetAsync(untrusted.Url, "/open", forwarded)).Status.ShouldBe(i < 8 ? 200 : 429);
            (await RawHttp.GetAsync(trusted.Url, "/open", forwarded)).Status.ShouldBe(200);
        }
        // One hop: what the client wrote itself before the proxy is not believed.
        for (var i = 0; i < 9; i++)
            (await RawHttp.GetAsync(trusted.Url, "/open",
                $"X-Forwarded-For: 198.51.100.{i}, 203.0.113.9")).Status.ShouldBe(i < 8 ? 200 : 429);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void Address_is_an_ipv4_or_a_network_of_ipv6(string one, string other, bool isSame)
    {
        (RateLimits.AddressBucket(IPAddress.Parse(one)) == RateLimits.AddressBucket(IPAddress.Parse(other)))
            .ShouldBe(isSame);
        IPAddress.Parse(one).AddressFamily.ShouldBeOneOf(AddressFamily.InterNetwork, AddressFamily.InterNetworkV6);
    }

    private static void Limited(WeirHttpOptions options)
    {
        options.UserRequestsPerMinute = 1;
        options.UserBurst = 5;
        options.AddressRequestsPerMinute = 1;
        options.AddressBurst = 8;
    }
}
