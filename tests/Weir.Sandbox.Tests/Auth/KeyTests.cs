using Weir.Sandbox.Auth.Keys;

namespace Weir.Sandbox.Tests.Auth;

public sealed class KeyTests
{
    [Fact]
    public async Task The_jwks_shows_public_halves_and_may_be_cached_ten_minutes()
    {
        await using var server = await AuthServer.StartAsync();

        var answer = (await server.Client.GetAsync("/.well-known/jwks.json")).ShouldSucceed();

        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=600");
        var keys = answer.Json.GetProperty("keys").EnumerateArray().ToArray();
        keys.Length.ShouldBe(2);
        foreach (var key in keys)
        {
            key.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)
                .ShouldBe(["alg", "crv", "key_ops", "kid", "kty", "use", "x", "y"]);
            key.GetProperty("alg").GetString().ShouldBe("ES256");
        }
        keys.Select(key => key.GetProperty("kid").GetString())
            .ShouldBe([server.Keyring.CurrentKeyId, server.Keyring.StandbyKeyId], ignoreOrder: true);
    }

    [Fact]
    public async Task The_keys_are_the_owners_to_read_and_outlive_the_process()
    {
        await using var server = await AuthServer.StartAsync();

        var file = Directory.GetFiles(server.Options.StateFolder, "*.json").ShouldHaveSingleItem();

        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        SandboxKeyring.Open(server.Options.StateFolder).CurrentKeyId.ShouldBe(server.Keyring.CurrentKeyId);
    }

    [Fact]
    public async Task Processes_that_start_together_end_up_with_the_same_keys()
    {
        var folder = Directory.CreateTempSubdirectory("weir-auth-").FullName;
        try
        {
            var keyrings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
                Task.Run(() => SandboxKeyring.Open(folder), TestContext.Current.CancellationToken)));

            keyrings.Select(keyring => keyring.CurrentKeyId).Distinct().Count().ShouldBe(1);
            Directory.GetFiles(folder).ShouldHaveSingleItem();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task After_a_rotation_old_and_new_tokens_are_good_in_every_process()
    {
        await using var server = await AuthServer.StartAsync();
        await using var second = await AuthServer.StartAsync(sharing: server);
        var (before, standby) = (await server.Client.SignUpAsync(), server.Keyring.StandbyKeyId);

        await server.Keyring.RotateAsync(TestContext.Current.CancellationToken);

        server.Keyring.CurrentKeyId.ShouldBe(standby);
        second.Keyring.CurrentKeyId.ShouldBe(standby);
        var after = await second.Client.SignUpAsync();
        foreach (var session in (AuthAnswer[])[before, after])
        {
            (await server.Client.UserAsync(session.AccessToken)).ShouldSucceed();
            (await second.Client.UserAsync(session.AccessToken)).ShouldSucceed();
        }
    }

    [Fact]
    public async Task A_revoked_keys_tokens_are_refused_and_its_sessions_go_on()
    {
        await using var server = await AuthServer.StartAsync();
        var session = await server.Client.SignUpAsync();
        await server.Keyring.RotateAsync(TestContext.Current.CancellationToken);

        await server.Keyring.RevokePreviousAsync(TestContext.Current.CancellationToken);

        (await server.Client.UserAsync(session.AccessToken)).ShouldFail(403, "bad_jwt");
        var renewed = (await server.Client.RefreshAsync(session.RefreshToken)).ShouldSucceed();
        (await server.Client.UserAsync(renewed.AccessToken)).ShouldSucceed();
    }
}
