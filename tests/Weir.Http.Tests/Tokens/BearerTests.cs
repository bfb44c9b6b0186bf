using System.Text.Json;
using Weir.Http.Tests.Kit;

namespace Weir.Http.Tests.Tokens;

public sealed class BearerTests
{
    [Fact]
    public async Task Token_is_taken_from_one_bearer_header_and_nowhere_else()
    {
        await using var app = await TestApp.StartAsync();
        var good = app.World.Shapes[0].Text;
        (string Name, string Path, string[] Headers, int Status, string? Code)[] cases =
        [
            ("one header", "/me", [$"Authorization: Bearer {good}"], 200, null),
            ("scheme in lower case", "/me", [$"authorization: bearer {good}"], 200, null),
            ("scheme in upper case", "/me", [$"AUTHORIZATION: BEARER {good}"], 200, null),
            ("none", "/me", [], 401, "missing_token"),
            ("empty", "/me", ["Authorization:"], 401, "missing_token"),
            ("scheme alone", "/me", ["Authorization: Bearer"], 401, "missing_token"),
            ("bare token", "/me", [$"Authorization: {good}"], 401, "missing_token"),
            ("other scheme", "/me", [$"Authorization: Basic {good}"], 401, "missing_token"),
            ("scheme with a tail", "/me", [$"Authorization: BearerX {good}"], 401, "missing_token"),
            ("two spaces", "/me", [$"Authorization: Bearer  {good}"], 401, "invalid_token"),
            ("tab", "/me", [$"Authorization: Bearer\t{good}"], 401, "missing_token"),
            ("two headers, both good", "/me", [$"Authorization: Bearer {good}", $"Authorization: Bearer {good}"], 401,
                "invalid_token"),
            ("two headers, one good", "/me", ["Authorization: Bearer x", $"Authorization: Bearer {good}"], 401,
                "invalid_token"),
            ("two schemes", "/me", ["Authorization: Basic x", $"Authorization: Bearer {good}"], 401, "invalid_token"),
            ("a list", "/me", [$"Authorization: Bearer {good}, Bearer {good}"], 401, "invalid_token"),
            ("query", $"/me?token={good}&access_token={good}&apikey={good}", [], 401, "missing_token"),
            ("cookie", "/me", [$"Cookie: sb-access-token={good}; token={good}"], 401, "missing_token"),
            ("apikey header", "/me", [$"apikey: {good}"], 401, "missing_token"),
            ("forwarded header", "/me",
                [$"X-Forwarded-Authorization: Bearer {good}", $"Proxy-Authorization: Bearer {good}"], 401,
                "missing_token"),
            ("NUL inside", "/me", [$"Authorization: Bearer {good[..20]}\0{good[20..]}"], 400, null),
            ("folded header", "/me", [$"Authorization: Bearer {good[..20]}\r\n {good[20..]}"], 400, null),
        ];
        foreach (var (name, path, headers, status, code) in cases)
        {
            var answer = await RawHttp.GetAsync(app.Url, path, headers);
            (answer.Status, answer.Code).ShouldBe((status, code), name);
        }
    }

    [Fact]
    public async Task Refusals_say_how_to_authenticate_and_nothing_more()
    {
        await using var app = await TestApp.StartAsync();
        var expired = app.World.Claims();
        expired["exp"] = app.World.Now.ToUnixTimeSeconds() - 60;
        expired["iat"] = app.World.Now.ToUnixTimeSeconds() - 600;

        using var missing = await app.GetAsync("/me");
        using var invalid = await app.GetAsync("/me", app.World.Sign(app.World.Attacker));
        using var old = await app.GetAsync("/me", app.World.Sign(app.World.Current, expired));
        using var forbidden = await app.GetAsync("/admin", app.World.Shapes[0].Text);
        using var allowed = await app.GetAsync("/admin", app.World.Shapes.Single(s => s.Name == "administrator").Text);

        missing.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await missing.CodeAsync()).ShouldBe("missing_token");
        invalid.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
        (await invalid.ProblemAsync()).GetProperty("detail").GetString()
            .ShouldBe("The access token is not valid here.");
        old.Headers.WwwAuthenticate.ToString()
            .ShouldBe("Bearer error=\"invalid_token\", error_description=\"The access token expired\"");
        (await old.CodeAsync()).ShouldBe("token_expired");
        forbidden.StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await forbidden.CodeAsync()).ShouldBe("role_required");
        allowed.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        app.Logs.All.ShouldContain(l => l.Contains("token refused: signature_wrong", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Caller_comes_from_the_verified_claims()
    {
        await using var app = await TestApp.StartAsync();
        var liar = app.World.Shapes.Single(s => s.Name == "lies in user_metadata, ignored");

        using var response = await app.GetAsync("/me", liar.Text);

        var caller =
            JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        caller.GetProperty("userId").GetString().ShouldBe("0d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d55");
        caller.GetProperty("sessionId").GetString().ShouldBe("5f2a8f4e-6a7b-4c0d-8e9f-0a1b2c3d4e5f");
        caller.GetProperty("email").GetString().ShouldBe("reader@example.com");
        caller.GetProperty("isAdmin").GetBoolean().ShouldBeFalse();
        caller.GetProperty("isAnonymous").GetBoolean().ShouldBeFalse();
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Bad_token_does_not_close_a_route_that_is_open()
    {
        await using var app = await TestApp.StartAsync();

        using var response = await app.GetAsync("/open", "not-a-token");

        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task Tokens_and_emails_are_never_logged()
    {
        await using var app = await TestApp.StartAsync();
        var good = app.World.Shapes[0].Text;
        var forged = app.World.Sign(app.World.Attacker);

        using var first = await app.GetAsync("/me", good);
        using var second = await app.GetAsync("/me", forged);

        var logs = string.Join('\n', app.Logs.All);
        foreach (var part in good.Split('.').Concat(forged.Split('.')).Append("reader@example.com"))
            logs.ShouldNotContain(part);
    }
}
