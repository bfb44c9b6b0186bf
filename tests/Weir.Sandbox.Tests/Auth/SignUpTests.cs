using System.Text.Json;
using Weir.Core.Tokens;
using Weir.Testing;

namespace Weir.Sandbox.Tests.Auth;

public sealed class SignUpTests(SharedAuthServer shared)
{
    [Fact]
    public async Task A_sign_up_answers_a_session_that_the_product_accepts()
    {
        var server = await shared.GetAsync();
        var email = AuthClient.NewEmail();

        var answer = await server.Client.PostAsync(
            "/signup", new { email = email.ToUpperInvariant(), password = AuthClient.Password, data = new { name = "Ada" } });

        answer.ShouldSucceed();
        var jwks = await server.Client.GetAsync("/.well-known/jwks.json");
        var keys = TokenKeySet.FromJwks(System.Text.Encoding.UTF8.GetBytes(jwks.Text)).ShouldNotBeNull();
        var verdict = TokenVerifier.Verify(
            answer.AccessToken, keys, new TokenPolicy($"{server.Options.Url}/auth/v1"), TimeProvider.System.GetUtcNow());
        verdict.Failure.ShouldBe(TokenFailure.None);
        verdict.Claims!.UserId.ShouldBe(answer.UserId);
        verdict.Claims.Email.ShouldBe(email);
        verdict.Claims.SessionId.ShouldNotBeNull();
        verdict.Claims.IsAnonymous.ShouldBeFalse();
        answer["token_type"].ShouldBe("bearer");
        answer["expires_in"].ShouldBe("3600");
        answer.Json.GetProperty("user").GetProperty("user_metadata").GetProperty("name").GetString().ShouldBe("Ada");
        answer.Json.GetProperty("user").GetProperty("identities")[0].GetProperty("provider").GetString().ShouldBe("email");
    }

    [Fact]
    public async Task The_token_has_supabases_claims_and_no_others()
    {
        var server = await shared.GetAsync();

        var token = (await server.Client.SignUpAsync()).AccessToken;

        var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
        claims.EnumerateObject().Select(claim => claim.Name).Order(StringComparer.Ordinal).ShouldBe([
            "aal", "amr", "app_metadata", "aud", "email", "exp", "iat", "is_anonymous", "iss", "phone", "role",
            "session_id", "sub", "user_metadata",
        ]);
        claims.GetProperty("aud").GetString().ShouldBe("authenticated");
        claims.GetProperty("role").GetString().ShouldBe("authenticated");
        claims.GetProperty("aal").GetString().ShouldBe("aal1");
        claims.GetProperty("phone").GetString().ShouldBe("");
        claims.GetProperty("amr")[0].GetProperty("method").GetString().ShouldBe("password");
        Math.Abs(claims.GetProperty("amr")[0].GetProperty("timestamp").GetInt64() - claims.GetProperty("iat").GetInt64())
            .ShouldBeLessThan(5);
        (claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64()).ShouldBe(3600);
        claims.GetProperty("app_metadata").GetRawText().ShouldContain("email");
    }

    [Fact]
    public async Task Of_many_sign_ups_of_one_address_one_wins()
    {
        var server = await shared.GetAsync();
        var email = AuthClient.NewEmail();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            server.Client.PostAsync("/signup", new { email, password = AuthClient.Password })));

        answers.Count(answer => (int)answer.Status == 200).ShouldBe(1);
        foreach (var loser in answers.Where(answer => (int)answer.Status != 200)) loser.ShouldFail(422, "user_already_exists");
        var rows = await Sql.ScalarAsync<long>(
            server.Database.Superuser,
            $"select (select count(*) from auth.users where email = '{email}') * 10 + (select count(*) from auth.identities i join auth.users u on u.id = i.user_id where u.email = '{email}')",
            TestContext.Current.CancellationToken);
        rows.ShouldBe(11);
    }

    [Theory]
    [InlineData("short", 422, "weak_password")]
    [InlineData("", 400, "validation_failed")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789-73", 400, "validation_failed")]
    public async Task A_password_that_is_too_short_or_too_long_is_refused(string password, int status, string code)
    {
        var server = await shared.GetAsync();

        var answer = await server.Client.PostAsync("/signup", new { email = AuthClient.NewEmail(), password });

        answer.ShouldFail(status, code);
        if (code == "weak_password")
            answer.Json.GetProperty("weak_password").GetProperty("reasons")[0].GetString().ShouldBe("length");
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a b@example.test")]
    [InlineData("a@b@example.test")]
    [InlineData("a@-example.test")]
    [InlineData("a\u0000@example.test")]
    [InlineData("a@example..test")]
    public async Task What_is_no_address_is_refused(string email)
    {
        var server = await shared.GetAsync();

        var answer = await server.Client.PostAsync("/signup", new { email, password = AuthClient.Password });

        answer.ShouldFail(400, "validation_failed");
    }

    [Fact]
    public async Task With_confirmation_no_session_comes_before_the_mail_is_answered()
    {
        await using var server = await AuthServer.StartAsync(options => options.AutoConfirm = false);
        var email = AuthClient.NewEmail();

        var answer = await server.Client.SignUpAsync(email);

        answer.Json.TryGetProperty("access_token", out _).ShouldBeFalse();
        answer["email"].ShouldBe(email);
        answer.Json.TryGetProperty("confirmation_sent_at", out _).ShouldBeTrue();
        (await server.Client.SignInAsync(email)).ShouldFail(400, "email_not_confirmed");
        (await server.Client.SignInAsync(email, "wrong password")).ShouldFail(400, "invalid_credentials");
        var mail = await server.Client.MailAsync(email);
        mail.Type.ShouldBe("signup");
        Fragment.Of(await server.Client.OpenAsync(mail)).Keys.ShouldContain("access_token");
        (await server.Client.SignInAsync(email)).ShouldSucceed();
    }

    [Fact]
    public async Task With_confirmation_a_known_address_gets_a_made_up_user_and_no_mail()
    {
        await using var server = await AuthServer.StartAsync(options => options.AutoConfirm = false);
        var email = AuthClient.NewEmail();
        var real = await server.Client.SignUpAsync(email);
        await server.Client.OpenAsync(await server.Client.MailAsync(email));

        var again = await server.Client.SignUpAsync(email, "another password");

        again["id"].ShouldNotBe(real["id"]);
        again.Json.GetProperty("identities").GetArrayLength().ShouldBe(0);
        (await server.Client.MailsAsync(email)).Count.ShouldBe(1);
        (await server.Client.SignInAsync(email, "another password")).ShouldFail(400, "invalid_credentials");
    }

    [Fact]
    public async Task An_anonymous_user_becomes_permanent_with_an_address_and_a_password()
    {
        var server = await shared.GetAsync();
        var anonymous = (await server.Client.PostAsync("/signup", new { data = new { } })).ShouldSucceed();
        anonymous.Json.GetProperty("user").GetProperty("is_anonymous").GetBoolean().ShouldBeTrue();
        anonymous.Json.GetProperty("user").GetProperty("role").GetString().ShouldBe("authenticated");
        (await server.Client.UpdateAsync(anonymous.AccessToken, new { password = AuthClient.Password }))
            .ShouldFail(422, "validation_failed");
        var email = AuthClient.NewEmail();

        var permanent = await server.Client.UpdateAsync(
            anonymous.AccessToken, new { email, password = AuthClient.Password });

        permanent.ShouldSucceed()["is_anonymous"].ShouldBe("False");
        (await server.Client.SignInAsync(email)).ShouldSucceed().UserId.ShouldBe(anonymous.UserId);
    }

    [Fact]
    public async Task What_is_switched_off_is_refused()
    {
        await using var server = await AuthServer.StartAsync(options =>
        {
            options.AnonymousSignIns = false;
            options.DisableSignUp = true;
        });

        (await server.Client.PostAsync("/signup", new { email = AuthClient.NewEmail(), password = AuthClient.Password }))
            .ShouldFail(422, "signup_disabled");
        (await server.Client.PostAsync("/otp", new { email = AuthClient.NewEmail() })).ShouldFail(422, "otp_disabled");
        await using var open = await AuthServer.StartAsync(options => options.AnonymousSignIns = false);
        (await open.Client.PostAsync("/signup", new { })).ShouldFail(422, "anonymous_provider_disabled");
    }
}
