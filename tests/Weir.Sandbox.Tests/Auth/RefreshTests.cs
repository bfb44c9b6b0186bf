using Weir.Sandbox.Auth.Sessions;
using Weir.Testing;

namespace Weir.Sandbox.Tests.Auth;

public sealed class RefreshTests(SharedAuthServer shared)
{
    private static readonly TimeSpan s_pastReuse = TimeSpan.FromSeconds(11);

    [Fact]
    public async Task Each_refresh_gives_a_new_token_and_keeps_the_session()
    {
        await using var server = await AuthServer.StartAsync();
        var first = await server.Client.SignUpAsync();

        var second = (await server.Client.RefreshAsync(first.RefreshToken)).ShouldSucceed();
        var third = (await server.Client.RefreshAsync(second.RefreshToken)).ShouldSucceed();

        new[] { first.RefreshToken, second.RefreshToken, third.RefreshToken }.Distinct().Count().ShouldBe(3);
        third.UserId.ShouldBe(first.UserId);
        (await server.Client.UserAsync(third.AccessToken)).ShouldSucceed();
        second.Headers.GetValues("sb-auth-refresh-token-rotated").ShouldBe(["true"]);
        (await CountAsync(server, "auth.sessions")).ShouldBe(1);
    }

    [Fact]
    public async Task Concurrent_refreshes_of_one_token_converge_on_one_successor()
    {
        await using var server = await AuthServer.StartAsync();
        await using var second = await AuthServer.StartAsync(sharing: server);
        var session = await server.Client.SignUpAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            (i % 2 == 0 ? server : second).Client.RefreshAsync(session.RefreshToken)));

        answers.ShouldAllBe(answer => (int)answer.Status == 200);
        answers.Select(answer => answer.RefreshToken).Distinct().Count().ShouldBe(1);
        answers.Count(answer => answer.Headers.GetValues("sb-auth-refresh-token-rotated").Single() == "true").ShouldBe(1);
        (await server.Client.RefreshAsync(answers[0].RefreshToken)).ShouldSucceed();
        (await CountAsync(server, "auth.refresh_tokens")).ShouldBe(3);
    }

    [Fact]
    public async Task The_parent_of_the_active_token_is_answered_at_any_time()
    {
        var time = new ShiftedTime();
        await using var server = await AuthServer.StartAsync(time: time);
        var session = await server.Client.SignUpAsync();
        var lost = (await server.Client.RefreshAsync(session.RefreshToken)).ShouldSucceed();
        time.Advance(TimeSpan.FromDays(30));

        var again = (await server.Client.RefreshAsync(session.RefreshToken)).ShouldSucceed();

        again.RefreshToken.ShouldBe(lost.RefreshToken);
        again.Headers.GetValues("sb-auth-refresh-token-reuse").ShouldBe(["true"]);
    }

    [Fact]
    public async Task An_older_token_within_the_reuse_interval_gets_the_active_one()
    {
        var server = await shared.GetAsync();
        var first = await server.Client.SignUpAsync();
        var second = (await server.Client.RefreshAsync(first.RefreshToken)).ShouldSucceed();
        var third = (await server.Client.RefreshAsync(second.RefreshToken)).ShouldSucceed();

        (await server.Client.RefreshAsync(first.RefreshToken)).ShouldSucceed().RefreshToken.ShouldBe(third.RefreshToken);
    }

    [Fact]
    public async Task Any_other_reuse_ends_the_whole_family()
    {
        var time = new ShiftedTime();
        await using var server = await AuthServer.StartAsync(time: time);
        var email = AuthClient.NewEmail();
        var stolen = await server.Client.SignUpAsync(email);
        var otherDevice = (await server.Client.SignInAsync(email)).ShouldSucceed();
        var second = (await server.Client.RefreshAsync(stolen.RefreshToken)).ShouldSucceed();
        var active = (await server.Client.RefreshAsync(second.RefreshToken)).ShouldSucceed();
        time.Advance(s_pastReuse);

        (await server.Client.RefreshAsync(stolen.RefreshToken)).ShouldFail(400, "refresh_token_already_used");

        (await server.Client.RefreshAsync(active.RefreshToken)).ShouldFail(400, "refresh_token_not_found");
        (await server.Client.UserAsync(active.AccessToken)).ShouldFail(403, "session_not_found");
        (await server.Client.UserAsync(otherDevice.AccessToken)).ShouldSucceed();
        server.LogText.ShouldContain("a spent refresh token came back");
    }

    [Theory]
    [InlineData("nonsense", 400, "refresh_token_not_found")]
    [InlineData("", 400, "validation_failed")]
    public async Task An_unknown_token_is_refused(string token, int status, string code)
    {
        var server = await shared.GetAsync();

        (await server.Client.RefreshAsync(token)).ShouldFail(status, code);
    }

    [Theory]
    [InlineData(false, 0, false, RefreshDecision.Rotate)]
    [InlineData(true, 10, false, RefreshDecision.Reissue)]
    [InlineData(true, 10.001, false, RefreshDecision.Revoke)]
    [InlineData(true, 86400, true, RefreshDecision.Reissue)]
    internal void The_rule_is_supabases(bool spent, double secondsAgo, bool isParent, RefreshDecision decision)
    {
        var now = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        var token = new RefreshTokenState(1, spent, now.UtcDateTime.AddSeconds(-secondsAgo), isParent);

        RefreshRule.Decide(token, now, TimeSpan.FromSeconds(10)).ShouldBe(decision);
    }

    private static Task<long> CountAsync(AuthServer server, string table) =>
        Sql.ScalarAsync<long>(
            server.Database.Superuser, $"select count(*) from {table}", TestContext.Current.CancellationToken);
}
