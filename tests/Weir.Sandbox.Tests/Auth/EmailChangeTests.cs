namespace Weir.Sandbox.Tests.Auth;

public sealed class EmailChangeTests(SharedAuthServer shared)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_counts_once_both_addresses_agreed(bool newAddressFirst)
    {
        var server = await shared.GetAsync();
        var (old, wanted) = (AuthClient.NewEmail(), AuthClient.NewEmail());
        var session = await server.Client.SignUpAsync(old);
        var asked = (await server.Client.UpdateAsync(session.AccessToken, new { email = wanted })).ShouldSucceed();
        asked["email"].ShouldBe(old);
        asked["new_email"].ShouldBe(wanted);
        Mail[] mails = [await server.Client.MailAsync(wanted), await server.Client.MailAsync(old)];
        if (!newAddressFirst) Array.Reverse(mails);

        var first = await VerifyAsync(server, mails[0]);

        first.ShouldSucceed()["code"].ShouldBe("200");
        first.Json.TryGetProperty("access_token", out _).ShouldBeFalse();
        (await server.Client.UserAsync(session.AccessToken))["email"].ShouldBe(old);
        (await VerifyAsync(server, mails[0])).ShouldFail(403, "otp_expired");
        (await VerifyAsync(server, mails[1])).ShouldSucceed();
        (await server.Client.UserAsync(session.AccessToken))["email"].ShouldBe(wanted);
        (await server.Client.SignInAsync(wanted)).ShouldSucceed();
        (await server.Client.SignInAsync(old)).ShouldFail(400, "invalid_credentials");
    }

    [Fact]
    public async Task Without_the_secure_option_the_new_address_is_enough()
    {
        await using var server = await AuthServer.StartAsync(options => options.SecureEmailChange = false);
        var (old, wanted) = (AuthClient.NewEmail(), AuthClient.NewEmail());
        var session = await server.Client.SignUpAsync(old);
        await server.Client.UpdateAsync(session.AccessToken, new { email = wanted });

        await server.Client.OpenAsync(await server.Client.MailAsync(wanted));

        (await server.Client.MailsAsync(old)).ShouldBeEmpty();
        (await server.Client.UserAsync(session.AccessToken))["email"].ShouldBe(wanted);
    }

    [Fact]
    public async Task A_second_wish_voids_the_mails_of_the_first()
    {
        var server = await shared.GetAsync();
        var (old, first, second) = (AuthClient.NewEmail(), AuthClient.NewEmail(), AuthClient.NewEmail());
        var session = await server.Client.SignUpAsync(old);
        await server.Client.UpdateAsync(session.AccessToken, new { email = first });
        var mailOfFirst = await server.Client.MailAsync(first);
        (await VerifyAsync(server, await server.Client.MailAsync(old))).ShouldSucceed();

        await server.Client.UpdateAsync(session.AccessToken, new { email = second });

        (await VerifyAsync(server, mailOfFirst)).ShouldFail(403, "otp_expired");
        (await VerifyAsync(server, await server.Client.MailAsync(second))).ShouldSucceed()["code"].ShouldBe("200");
        (await server.Client.UserAsync(session.AccessToken))["email"].ShouldBe(old);
    }

    [Fact]
    public async Task An_address_that_somebody_took_meanwhile_stays_theirs()
    {
        await using var server = await AuthServer.StartAsync(options => options.SecureEmailChange = false);
        var wanted = AuthClient.NewEmail();
        var session = await server.Client.SignUpAsync();
        await server.Client.UpdateAsync(session.AccessToken, new { email = wanted });
        var owner = await server.Client.SignUpAsync(wanted);

        (await VerifyAsync(server, await server.Client.MailAsync(wanted))).ShouldFail(422, "email_exists");

        (await server.Client.UpdateAsync(session.AccessToken, new { email = wanted })).ShouldFail(422, "email_exists");
        (await server.Client.SignInAsync(wanted)).ShouldSucceed().UserId.ShouldBe(owner.UserId);
    }

    private static Task<AuthAnswer> VerifyAsync(AuthServer server, Mail mail) =>
        server.Client.PostAsync("/verify", new { type = "email_change", email = mail.To, token = mail.Otp });
}
