using Weir.Sandbox.Auth.Mint;

namespace Weir.Sandbox.Tests.Auth;

public sealed class AdminTests(SharedAuthServer shared)
{
    [Fact]
    public async Task Only_the_service_role_administers()
    {
        var server = await shared.GetAsync();
        var user = await server.Client.SignUpAsync();
        var minted = await server.Mint.MintAsync(
            new MintRequest("root@example.test") { SignUp = true, Role = "service_role" }, TestContext.Current.CancellationToken);

        (await server.Client.GetAsync("/admin/users")).ShouldFail(403, "not_admin");
        (await server.Client.GetAsync("/admin/users", user.AccessToken)).ShouldFail(403, "not_admin");
        (await server.Client.GetAsync("/admin/users", "nonsense")).ShouldFail(403, "bad_jwt");
        (await server.Client.GetAsync("/admin/users", minted.Token!.AccessToken)).ShouldSucceed();
        (await server.Client.AdminAsync(HttpMethod.Get, "/admin/users")).ShouldSucceed();
    }

    [Fact]
    public async Task A_made_user_has_what_was_asked_and_signs_in()
    {
        var server = await shared.GetAsync();
        var email = AuthClient.NewEmail();
        var id = Guid.CreateVersion7();

        var created = await server.Client.AdminAsync(HttpMethod.Post, "/admin/users", new
        {
            id, email, password = AuthClient.Password, email_confirm = true,
            user_metadata = new { name = "Ada" }, app_metadata = new { weir_role = "admin" },
        });

        created.ShouldSucceed()["id"].ShouldBe(id.ToString());
        created.Json.GetProperty("app_metadata").GetProperty("weir_role").GetString().ShouldBe("admin");
        created.Json.GetProperty("app_metadata").GetProperty("provider").GetString().ShouldBe("email");
        (await server.Client.SignInAsync(email)).ShouldSucceed().UserId.ShouldBe(id);
        (await server.Client.AdminAsync(HttpMethod.Post, "/admin/users", new { email })).ShouldFail(422, "email_exists");
        (await server.Client.AdminAsync(HttpMethod.Post, "/admin/users", new { })).ShouldFail(400, "validation_failed");
    }

    [Fact]
    public async Task A_user_can_be_read_changed_and_deleted()
    {
        var server = await shared.GetAsync();
        var email = AuthClient.NewEmail();
        var session = await server.Client.SignUpAsync(email);
        var path = $"/admin/users/{session.UserId}";

        (await server.Client.AdminAsync(HttpMethod.Get, path)).ShouldSucceed()["email"].ShouldBe(email);
        var changed = await server.Client.AdminAsync(HttpMethod.Put, path, new { email = "new-" + email, password = "another one" });
        changed.ShouldSucceed()["email"].ShouldBe("new-" + email);
        (await server.Client.UserAsync(session.AccessToken)).ShouldFail(403, "session_not_found");
        (await server.Client.SignInAsync("new-" + email, "another one")).ShouldSucceed();
        (await server.Client.AdminAsync(HttpMethod.Delete, path, new { should_soft_delete = false })).ShouldSucceed();
        (await server.Client.AdminAsync(HttpMethod.Get, path)).ShouldFail(404, "user_not_found");
        (await server.Client.UserAsync(session.AccessToken)).ShouldFail(403, "user_not_found");
        (await server.Client.AdminAsync(HttpMethod.Get, "/admin/users/nonsense")).ShouldFail(404, "validation_failed");
    }

    [Fact]
    public async Task A_softly_deleted_user_keeps_only_the_id()
    {
        var server = await shared.GetAsync();
        var email = AuthClient.NewEmail();
        var session = await server.Client.SignUpAsync(email);
        var path = $"/admin/users/{session.UserId}";

        (await server.Client.AdminAsync(HttpMethod.Delete, path, new { should_soft_delete = true })).ShouldSucceed();

        (await server.Client.AdminAsync(HttpMethod.Get, path)).ShouldSucceed().Text.ShouldNotContain(email);
        (await server.Client.UserAsync(session.AccessToken)).ShouldFail(403, "user_not_found");
        (await server.Client.RefreshAsync(session.RefreshToken)).ShouldFail(400, "refresh_token_not_found");
        (await server.Client.SignInAsync(email)).ShouldFail(400, "invalid_credentials");
        (await server.Client.SignUpAsync(email)).UserId.ShouldNotBe(session.UserId);
    }

    [Fact]
    public async Task Users_are_listed_in_pages()
    {
        await using var server = await AuthServer.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var created = await server.Client.AdminAsync(HttpMethod.Post, "/admin/users", new { email = AuthClient.NewEmail() });
            ids.Add(created.ShouldSucceed()["id"]);
        }

        var page = (await server.Client.AdminAsync(HttpMethod.Get, "/admin/users?page=2&per_page=2")).ShouldSucceed();

        page.Json.GetProperty("users").EnumerateArray().Select(user => user.GetProperty("id").GetString())
            .ShouldBe([ids[2], ids[1]]);
        page.Headers.GetValues("X-Total-Count").ShouldBe(["5"]);
        page.Headers.GetValues("Link").Single().ShouldBe(
            $"<{server.Options.Url}/auth/v1/admin/users?page=3&per_page=2>; rel=\"next\", "
            + $"<{server.Options.Url}/auth/v1/admin/users?page=3&per_page=2>; rel=\"last\"");
        (await server.Client.AdminAsync(HttpMethod.Get, "/admin/users?page=0")).ShouldFail(400, "validation_failed");
    }

    [Theory]
    [InlineData("signup", true)]
    [InlineData("invite", true)]
    [InlineData("magiclink", false)]
    [InlineData("recovery", false)]
    public async Task A_generated_link_signs_in_and_sends_no_mail(string type, bool isNew)
    {
        var server = await shared.GetAsync();
        var email = AuthClient.NewEmail();
        if (!isNew) await server.Client.SignUpAsync(email);

        var link = await server.Client.AdminAsync(
            HttpMethod.Post, "/admin/generate_link", new { type, email, password = AuthClient.Password });

        link.ShouldSucceed()["email"].ShouldBe(email);
        link["verification_type"].ShouldBe(type);
        new Uri(link["action_link"]).Query.ShouldContain($"token={link["hashed_token"]}&type={type}");
        (await server.Client.MailsAsync(email)).ShouldBeEmpty();
        (await server.Client.PostAsync("/verify", new { type, email, token = link["email_otp"] })).ShouldSucceed();
    }

    [Fact]
    public async Task Generated_links_of_both_addresses_change_an_email()
    {
        var server = await shared.GetAsync();
        var (old, wanted) = (AuthClient.NewEmail(), AuthClient.NewEmail());
        var session = await server.Client.SignUpAsync(old);
        var links = new List<AuthAnswer>();
        foreach (var type in (string[])["email_change_current", "email_change_new"])
        {
            links.Add((await server.Client.AdminAsync(
                HttpMethod.Post, "/admin/generate_link", new { type, email = old, new_email = wanted })).ShouldSucceed());
        }

        foreach (var link in links)
            (await server.Client.PostAsync("/verify", new { type = "email_change", token_hash = link["hashed_token"] })).ShouldSucceed();

        (await server.Client.UserAsync(session.AccessToken))["email"].ShouldBe(wanted);
    }

    [Fact]
    public async Task An_invitation_reaches_its_inbox_and_opens_the_account()
    {
        var server = await shared.GetAsync();
        var email = AuthClient.NewEmail();

        (await server.Client.AdminAsync(HttpMethod.Post, "/invite", new { email, data = new { team = "a" } }))
            .ShouldSucceed().Json.TryGetProperty("invited_at", out _).ShouldBeTrue();

        var mail = await server.Client.MailAsync(email);
        mail.Type.ShouldBe("invite");
        Fragment.Of(await server.Client.OpenAsync(mail)).Keys.ShouldContain("access_token");
        (await server.Client.AdminAsync(HttpMethod.Post, "/invite", new { email })).ShouldFail(422, "email_exists");
    }
}
