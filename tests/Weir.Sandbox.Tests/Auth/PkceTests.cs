using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Weir.Sandbox.Tests.Auth;

public sealed class PkceTests(SharedAuthServer shared)
{
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters-0123456789";

    [Fact]
    public async Task A_link_gives_a_code_that_only_the_verifier_exchanges_once()
    {
        var server = await shared.GetAsync();
        var code = await RequestCodeAsync(server, AuthClient.NewEmail());

        (await ExchangeAsync(server, code, Verifier + "x")).ShouldFail(400, "bad_code_verifier");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ExchangeAsync(server, code, Verifier)));

        var session = answers.Single(answer => (int)answer.Status == 200);
        answers.Where(answer => answer != session).ShouldAllBe(answer => answer.Code == "flow_state_not_found");
        (await server.Client.UserAsync(session.AccessToken)).ShouldSucceed();
        session.Json.GetProperty("user").GetProperty("email_confirmed_at").GetDateTimeOffset().ShouldNotBe(default);
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(session.AccessToken.Split('.')[1]));
        claims.ShouldContain("\"method\": \"magiclink\"");
    }

    [Fact]
    public async Task A_code_expires()
    {
        var time = new ShiftedTime();
        await using var server = await AuthServer.StartAsync(time: time);
        var code = await RequestCodeAsync(server, AuthClient.NewEmail());

        time.Advance(TimeSpan.FromMinutes(5));

        (await ExchangeAsync(server, code, Verifier)).ShouldFail(422, "flow_state_expired");
    }

    [Theory]
    [InlineData(null, "s256")]
    [InlineData("short", "s256")]
    [InlineData("valid-but-the-method-is-unknown-0123456789-0123456789", "md5")]
    [InlineData("valid-but-the-method-is-missing-0123456789-0123456789", null)]
    public async Task A_bad_challenge_is_refused(string? challenge, string? method)
    {
        var server = await shared.GetAsync();

        var answer = await server.Client.PostAsync(
            "/otp",
            new { email = AuthClient.NewEmail(), code_challenge = challenge, code_challenge_method = method });

        answer.ShouldFail(400, "validation_failed");
    }

    [Theory]
    [InlineData(null, Verifier)]
    [InlineData("code", null)]
    public async Task A_code_without_a_verifier_is_refused(string? code, string? verifier)
    {
        var server = await shared.GetAsync();

        var answer = await server.Client.PostAsync("/token?grant_type=pkce", new { auth_code = code, code_verifier = verifier });

        answer.ShouldFail(400, "validation_failed");
    }

    [Fact]
    public async Task A_code_typed_in_works_although_the_mail_was_for_pkce()
    {
        var server = await shared.GetAsync();
        var email = AuthClient.NewEmail();
        await RequestMailAsync(server, email);
        var mail = await server.Client.MailAsync(email);

        (await server.Client.PostAsync("/verify", new { type = "email", email, token = mail.Otp })).ShouldSucceed();
    }

    private static async Task<string> RequestCodeAsync(AuthServer server, string email)
    {
        await RequestMailAsync(server, email);
        var mail = await server.Client.MailAsync(email);
        mail.Token.ShouldStartWith("pkce_");
        var location = await server.Client.OpenAsync(mail);
        location.Fragment.ShouldBeEmpty();
        location.GetLeftPart(UriPartial.Path).ShouldBe("http://localhost:3000/callback");
        return Fragment.QueryOf(location)["code"].ToString();
    }

    private static async Task RequestMailAsync(AuthServer server, string email)
    {
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
        var answer = await server.Client.PostAsync(
            "/otp?redirect_to=http%3A%2F%2Flocalhost%3A3000%2Fcallback",
            new { email, code_challenge = challenge, code_challenge_method = "s256" });
        answer.ShouldSucceed();
    }

    private static Task<AuthAnswer> ExchangeAsync(AuthServer server, string code, string verifier) =>
        server.Client.PostAsync("/token?grant_type=pkce", new { auth_code = code, code_verifier = verifier });
}
