using System.Buffers.Text;
using System.Text.Json;
using Weir.Sandbox.Auth.Mint;

namespace Weir.Sandbox.Tests.Auth;

public sealed class MintTests
{
    [Fact]
    public async Task A_minted_session_is_like_any_other()
    {
        await using var server = await AuthServer.StartAsync();
        // As the command has it: another process, with the same state folder and database.
        await using var mint = SandboxTokenMint.Create(server.Options, TimeProvider.System);
        var request = new MintRequest("Dev@Example.test") { SignUp = true, Password = AuthClient.Password, Lifetime = TimeSpan.FromMinutes(5) };

        var first = (await mint.MintAsync(request, TestContext.Current.CancellationToken)).Token.ShouldNotBeNull();
        var second = (await mint.MintAsync(request, TestContext.Current.CancellationToken)).Token.ShouldNotBeNull();

        (first.SignedUp, second.SignedUp).ShouldBe((true, false));
        second.UserId.ShouldBe(first.UserId);
        first.Email.ShouldBe("dev@example.test");
        (first.ExpiresAt - TimeProvider.System.GetUtcNow()).ShouldBeInRange(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
        (await server.Client.UserAsync(first.AccessToken)).ShouldSucceed()["id"].ShouldBe(first.UserId.ToString());
        (await server.Client.RefreshAsync(first.RefreshToken)).ShouldSucceed();
        (await server.Client.SignInAsync("dev@example.test")).ShouldSucceed();
    }

    [Fact]
    public async Task What_cannot_be_minted_is_said()
    {
        await using var server = await AuthServer.StartAsync();
        var banned = await server.Client.SignUpAsync("banned@example.test");
        await server.Client.AdminAsync(HttpMethod.Put, $"/admin/users/{banned.UserId}", new { ban_duration = "1h" });

        (await StatusAsync(server, new MintRequest("nobody@example.test"))).ShouldBe(MintStatus.UnknownUser);
        (await StatusAsync(server, new MintRequest("nonsense"))).ShouldBe(MintStatus.InvalidEmail);
        (await StatusAsync(server, new MintRequest("banned@example.test"))).ShouldBe(MintStatus.Banned);
        (await StatusAsync(server, new MintRequest("new@example.test") { SignUp = true, Password = "x" })).ShouldBe(MintStatus.InvalidPassword);
    }

    [Theory]
    [InlineData(null, "authenticated", null)]
    [InlineData("service_role", "service_role", null)]
    [InlineData("admin", "authenticated", "admin")]
    public async Task A_role_is_the_tokens_and_admin_is_weirs(string? role, string tokenRole, string? weirRole)
    {
        await using var server = await AuthServer.StartAsync();

        var minted = await server.Mint.MintAsync(
            new MintRequest("dev@example.test") { SignUp = true, Role = role }, TestContext.Current.CancellationToken);

        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(minted.Token!.AccessToken.Split('.')[1])).RootElement;
        claims.GetProperty("role").GetString().ShouldBe(tokenRole);
        var has = claims.GetProperty("app_metadata").TryGetProperty("weir_role", out var found);
        (has ? found.GetString() : null).ShouldBe(weirRole);
    }

    private static async Task<MintStatus> StatusAsync(AuthServer server, MintRequest request)
    {
        var result = await server.Mint.MintAsync(request, TestContext.Current.CancellationToken);
        result.IsMinted.ShouldBeFalse();
        return result.Status;
    }
}
