namespace Weir.Sandbox.Tests.Auth;

public sealed class OneTimeCodeTests(SharedAuthServer shared)
{
    [Fact]
    public async Task A_code_signs_in_once()
    {
        var server = await shared.GetAsync();
        var email = AuthClient.NewEmail();
        (await server.Client.PostAsync("/otp", new { email, create_user = true })).ShouldSucceed().Text.ShouldBe("{}");
        var mail = await server.Client.MailAsync(email);
        mail.Otp.ShouldMatch("^[0-9]{6}$");

        var session = await VerifyAsync(server, email, mail.Otp);

        session.ShouldSucceed().Json.GetProperty("user").GetProperty("email").GetString().ShouldBe(email);
        session.Json.GetProperty("user").TryGetProperty("email_confirmed_at", out _).ShouldBeTrue();
        (await server.Client.UserAsync(session.AccessToken)).ShouldSucceed();
        (await VerifyAsync(server, email, mail.Otp)).ShouldFail(403, "otp_expired");
        (await LinkHashAsync(server, mail)).ShouldFail(403, "otp_expired");
    }

    [Fact]
    public async Task Of_racing_uses_of_one_code_one_gets_a_session()
    {
        await using var server = await AuthServer.StartAsync(options => options.OneTimeCodeAttempts = 100);
        var email = AuthClient.NewEmail();
        await server.Client.PostAsync("/otp", new { email });
        var mail = await server.Client.MailAsync(email);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            i % 2 == 0 ? VerifyAsync(server, email, mail.Otp) : LinkHashAsync(server, mail)));

        answers.Count(answer => (int)answer.Status == 200).ShouldBe(1);
        answers.Where(answer => (int)answer.Status != 200).ShouldAllBe(answer => answer.Code == "otp_expired");
    }

    [Fact]
    public async Task A_code_dies_after_its_guesses_however_many_come_at_once()
    {
        var server = await shared.GetAsync();
        var email = AuthClient.NewEmail();
        await server.Client.PostAsync("/otp", new { email });
        var mail = await server.Client.MailAsync(email);
        var wrong = mail.Otp == "000000" ? "000001" : "000000";

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => VerifyAsync(server, email, wrong)));

        (await VerifyAsync(server, email, mail.Otp)).ShouldFail(403, "otp_expired");
        var counted = await Testing.Sql.ScalarAsync<short>(
            server.Database.Superuser,
            $"select failed_attempts from auth.one_time_tokens where relates_to = encode(sha256('{email}'), 'hex')",
            TestContext.Current.CancellationToken);
        counted.ShouldBe((short)5);
    }

    [Fact]
    public async Task A_code_is_good_for_its_own_address_only_and_until_it_expires()
    {
        var time = new ShiftedTime();
        await using var server = await AuthServer.StartAsync(time: time);
        var (email, other) = (AuthClient.NewEmail(), AuthClient.NewEmail());
        await server.Client.PostAsync("/otp", new { email });
        await server.Client.PostAsync("/otp", new { email = other });
        var mail = await server.Client.MailAsync(email);
        var mailOfOther = await server.Client.MailAsync(other);
        if (mail.Otp != mailOfOther.Otp) (await VerifyAsync(server, other, mail.Otp)).ShouldFail(403, "otp_expired");

        time.Advance(TimeSpan.FromHours(1));

        (await VerifyAsync(server, email, mail.Otp)).ShouldFail(403, "otp_expired");
        (await LinkHashAsync(server, mail)).ShouldFail(403, "otp_expired");
    }

    [Fact]
    public async Task A_new_code_replaces_the_last()
    {
        var server = await shared.GetAsync();
        var email = AuthClient.NewEmail();
        await server.Client.PostAsync("/otp", new { email });
        var first = await server.Client.MailAsync(email);
        await server.Client.PostAsync("/otp", new { email });
        var second = await server.Client.MailAsync(email);

        (await LinkHashAsync(server, first)).ShouldFail(403, "otp_expired");
        (await LinkHashAsync(server, second)).ShouldSucceed();
    }

    [Fact]
    public async Task A_magic_link_leads_to_the_asked_place_with_a_session_in_the_fragment()
    {
        var server = await shared.GetAsync();
        var email = AuthClient.NewEmail();
        await server.Client.PostAsync("/otp?redirect_to=http%3A%2F%2Flocalhost%3A3000%2Fwelcome%3Fa%3D1", new { email });

        var location = await server.Client.OpenAsync(await server.Client.MailAsync(email));

        location.GetLeftPart(UriPartial.Query).ShouldBe("http://localhost:3000/welcome?a=1");
        var session = Fragment.Of(location);
        session.Keys.Order(StringComparer.Ordinal).ShouldBe(
            ["access_token", "expires_at", "expires_in", "refresh_token", "sb", "token_type", "type"]);
        session["type"].ToString().ShouldBe("magiclink");
        (await server.Client.UserAsync(session["access_token"].ToString())).ShouldSucceed();
        (await server.Client.RefreshAsync(session["refresh_token"].ToString())).ShouldSucceed();
    }

    [Fact]
    public async Task A_spent_link_leads_to_an_error_and_no_session()
    {
        var server = await shared.GetAsync();
        var email = AuthClient.NewEmail();
        await server.Client.PostAsync("/otp", new { email });
        var mail = await server.Client.MailAsync(email);
        await server.Client.OpenAsync(mail);

        var result = Fragment.Of(await server.Client.OpenAsync(mail));

        result["error"].ToString().ShouldBe("access_denied");
        result["error_code"].ToString().ShouldBe("otp_expired");
        result.ContainsKey("access_token").ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://evil.example/steal")]
    [InlineData("http://127.0.0.1@evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//evil.example")]
    [InlineData("http://localhost.evil.example/")]
    [InlineData("http://localhost:3000/\r\nX: y")]
    public async Task A_link_never_leads_to_a_place_that_is_not_allowed(string target)
    {
        await using var server = await AuthServer.StartAsync(options =>
        {
            options.SiteUrl = "https://app.example.test";
            options.RedirectUrls.Add("scritorio://*");
        });
        var email = AuthClient.NewEmail();
        await server.Client.PostAsync($"/otp?redirect_to={Uri.EscapeDataString(target)}", new { email });

        var location = await server.Client.OpenAsync(await server.Client.MailAsync(email));

        location.GetLeftPart(UriPartial.Path).ShouldBe("https://app.example.test/");
        await server.Client.PostAsync("/otp?redirect_to=scritorio%3A%2F%2Fsigned-in", new { email });
        (await server.Client.OpenAsync(await server.Client.MailAsync(email))).Scheme.ShouldBe("scritorio");
    }

    [Fact]
    public async Task Recovery_answers_alike_for_known_and_unknown_and_lets_a_password_be_set()
    {
        var server = await shared.GetAsync();
        var email = AuthClient.NewEmail();
        await server.Client.SignUpAsync(email);

        var known = await server.Client.PostAsync("/recover", new { email });
        var unknown = await server.Client.PostAsync("/recover", new { email = "nobody@example.test" });

        unknown.ShouldSucceed().Text.ShouldBe(known.ShouldSucceed().Text);
        (await server.Client.MailsAsync("nobody@example.test")).ShouldBeEmpty();
        var mail = await server.Client.MailAsync(email);
        mail.Type.ShouldBe("recovery");
        var session = (await LinkHashAsync(server, mail)).ShouldSucceed();
        (await server.Client.UpdateAsync(session.AccessToken, new { password = "forgotten no more" })).ShouldSucceed();
        (await server.Client.SignInAsync(email, "forgotten no more")).ShouldSucceed();
    }

    [Fact]
    public async Task The_resend_window_says_nothing_about_who_has_an_account()
    {
        var time = new ShiftedTime();
        await using var server = await AuthServer.StartAsync(
            options => options.Limits.ResendWindow = TimeSpan.FromSeconds(60), time);
        var known = AuthClient.NewEmail();
        await server.Client.SignUpAsync(known);

        foreach (var email in (string[])[known, "nobody@example.test"])
        {
            (await server.Client.PostAsync("/recover", new { email })).ShouldSucceed();
            var again = await server.Client.PostAsync("/recover", new { email });
            again.ShouldFail(429, "over_email_send_rate_limit");
            again["message"].ShouldBe("For security purposes, you can only request this after 60 seconds.");
        }
        time.Advance(TimeSpan.FromSeconds(60));
        (await server.Client.PostAsync("/recover", new { email = known })).ShouldSucceed();
        (await server.Client.MailsAsync(known)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Without_create_user_an_unknown_address_is_refused()
    {
        var server = await shared.GetAsync();

        (await server.Client.PostAsync("/otp", new { email = AuthClient.NewEmail(), create_user = false }))
            .ShouldFail(422, "otp_disabled");
    }

    [Theory]
    [InlineData("""{"type":"email"}""")]
    [InlineData("""{"type":"email","token":"123456","token_hash":"x","email":"a@example.test"}""")]
    [InlineData("""{"type":"email","token_hash":"x","email":"a@example.test"}""")]
    [InlineData("""{"type":"nonsense","token_hash":"x"}""")]
    [InlineData("""{"token_hash":"x"}""")]
    public async Task A_muddled_verification_is_refused(string body)
    {
        var server = await shared.GetAsync();

        (await server.Client.PostAsync("/verify", System.Text.Json.JsonDocument.Parse(body))).ShouldFail(400, "validation_failed");
    }

    [Fact]
    public async Task A_confirmation_can_be_sent_again()
    {
        await using var server = await AuthServer.StartAsync(options => options.AutoConfirm = false);
        var email = AuthClient.NewEmail();
        await server.Client.SignUpAsync(email);

        (await server.Client.PostAsync("/resend", new { type = "signup", email })).ShouldSucceed();
        (await server.Client.PostAsync("/resend", new { type = "signup", email = "nobody@example.test" })).ShouldSucceed();

        (await server.Client.MailsAsync(email)).Count.ShouldBe(2);
        var mail = await server.Client.MailAsync(email);
        (await VerifyAsync(server, email, mail.Otp)).ShouldSucceed();
    }

    private static Task<AuthAnswer> VerifyAsync(AuthServer server, string email, string otp) =>
        server.Client.PostAsync("/verify", new { type = "email", email, token = otp });

    private static Task<AuthAnswer> LinkHashAsync(AuthServer server, Mail mail) =>
        server.Client.PostAsync("/verify", new { type = mail.Type, token_hash = mail.Token });
}
