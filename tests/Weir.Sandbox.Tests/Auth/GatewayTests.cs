using System.Text;

namespace Weir.Sandbox.Tests.Auth;

public sealed class GatewayTests(SharedAuthServer shared)
{
    [Theory]
    [InlineData(null, "No API key found in request")]
    [InlineData("wrong-key-of-these-tests", "Invalid API key")]
    public async Task Without_a_project_key_the_gateway_answers(string? key, string message)
    {
        var server = await shared.GetAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/auth/v1/signup") { Content = new StringContent("{}") };
        if (key is not null) request.Headers.Add("apikey", key);

        var answer = await server.Client.SendAsync(request);

        ((int)answer.Status).ShouldBe(401);
        answer["message"].ShouldBe(message);
        answer.Json.TryGetProperty("hint", out _).ShouldBeTrue();
        answer.Json.TryGetProperty("code", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_error_has_the_shape_of_the_api_version_asked_for()
    {
        var server = await shared.GetAsync();

        var coded = await server.Client.PostAsync("/token?grant_type=password", new { email = "a@example.test", password = "x" });
        var older = await server.Client.SendAsync(Request("/auth/v1/token?grant_type=password", """{"email":"a@example.test","password":"x"}"""));

        coded.Text.ShouldBe("""{"code":"invalid_credentials","message":"Invalid login credentials"}""");
        coded.Headers.GetValues("X-Supabase-Api-Version").ShouldBe(["2024-01-01"]);
        older.Text.ShouldBe("""{"code":400,"error_code":"invalid_credentials","msg":"Invalid login credentials"}""");
        older.Headers.Contains("X-Supabase-Api-Version").ShouldBeFalse();
        older.Headers.GetValues("x-sb-error-code").ShouldBe(["invalid_credentials"]);
    }

    [Theory]
    [InlineData("{", "bad_json")]
    [InlineData("[]", "bad_json")]
    [InlineData("null", "bad_json")]
    [InlineData("""{"email":5}""", "bad_json")]
    [InlineData("""{"email":"a@example.test","email":"b@example.test","password":"long enough"}""", "bad_json")]
    [InlineData("""{"email":"a@example.test","password":"long enough","data":{"x":"\u0000"}}""", "validation_failed")]
    public async Task A_body_that_cannot_be_used_is_400(string body, string code)
    {
        var server = await shared.GetAsync();

        var answer = await server.Client.SendAsync(Request("/auth/v1/signup", body));

        ((int)answer.Status).ShouldBe(400, answer.Text);
        answer["error_code"].ShouldBe(code);
    }

    [Fact]
    public async Task A_body_over_1_MB_is_413()
    {
        var server = await shared.GetAsync();

        var answer = await server.Client.SendAsync(
            Request("/auth/v1/signup", "{\"email\":\"" + new string('a', 1024 * 1024) + "\"}"));

        ((int)answer.Status).ShouldBe(413);
        answer["error_code"].ShouldBe("request_entity_too_large");
    }

    [Theory]
    [InlineData(null, 401, "no_authorization")]
    [InlineData("Basic abc", 401, "no_authorization")]
    [InlineData("Bearer nonsense", 403, "bad_jwt")]
    [InlineData("Bearer " + AuthServer.AnonKey, 403, "bad_jwt")]
    public async Task A_user_endpoint_wants_a_users_token(string? authorization, int status, string code)
    {
        var server = await shared.GetAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/auth/v1/user");
        request.Headers.Add("apikey", AuthServer.AnonKey);
        if (authorization is not null) request.Headers.Add("Authorization", authorization);

        var answer = await server.Client.SendAsync(request);

        ((int)answer.Status).ShouldBe(status);
        answer["error_code"].ShouldBe(code);
    }

    [Fact]
    public async Task A_token_of_another_sandbox_or_an_expired_one_is_refused()
    {
        var time = new ShiftedTime();
        await using var server = await AuthServer.StartAsync(time: time);
        await using var other = await AuthServer.StartAsync();
        var session = await server.Client.SignUpAsync();

        (await server.Client.UserAsync((await other.Client.SignUpAsync()).AccessToken)).ShouldFail(403, "bad_jwt");
        time.Advance(TimeSpan.FromHours(1));
        (await server.Client.UserAsync(session.AccessToken)).ShouldFail(403, "bad_jwt");
        (await server.Client.RefreshAsync(session.RefreshToken)).ShouldSucceed();
    }

    [Fact]
    public async Task A_preflight_lets_a_browser_call_and_read_errors()
    {
        var server = await shared.GetAsync();
        var preflight = new HttpRequestMessage(HttpMethod.Options, "/auth/v1/token");
        preflight.Headers.Add("Origin", "http://localhost:5173");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "apikey,authorization,content-type,x-supabase-api-version");

        var allowed = await server.Client.SendAsync(preflight);
        var request = Request("/auth/v1/token?grant_type=password", "{}");
        request.Headers.Add("Origin", "http://localhost:5173");
        var refused = await server.Client.SendAsync(request);

        ((int)allowed.Status).ShouldBe(204);
        allowed.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        allowed.Headers.GetValues("Access-Control-Allow-Headers").Single().ShouldContain("x-supabase-api-version");
        allowed.Headers.GetValues("Access-Control-Allow-Methods").Single().ShouldContain("POST");
        allowed.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        refused.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        refused.Headers.GetValues("Access-Control-Expose-Headers").Single().ShouldContain("x-sb-error-code");
    }

    [Theory]
    [InlineData("https://app.example.test", true)]
    [InlineData("https://evil.example", false)]
    public async Task With_a_list_only_its_origins_may_read(string origin, bool allowed)
    {
        await using var server = await AuthServer.StartAsync(options =>
        {
            options.AllowedOrigins.Clear();
            options.AllowedOrigins.Add("https://app.example.test");
        });
        var request = new HttpRequestMessage(HttpMethod.Get, "/auth/v1/health");
        request.Headers.Add("Origin", origin);

        var answer = await server.Client.SendAsync(request);

        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins).ShouldBe(allowed);
        if (allowed) origins.ShouldBe([origin]);
    }

    [Fact]
    public async Task The_inbox_is_for_no_web_page()
    {
        await using var server = await AuthServer.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/sandbox/inbox");
        request.Headers.Add("Origin", "http://localhost:5173");

        var answer = await server.Client.SendAsync(request);

        answer.ShouldSucceed().Text.ShouldBe("[]");
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task Too_many_requests_of_a_kind_are_429_until_the_bucket_fills()
    {
        var time = new ShiftedTime();
        await using var server = await AuthServer.StartAsync(
            options =>
            {
                options.Limits.Burst = 3;
                options.Limits.TokenPer5Minutes = 5;
            },
            time);

        for (var i = 0; i < 3; i++) (await server.Client.RefreshAsync("nonsense")).ShouldFail(400, "refresh_token_not_found");
        (await server.Client.RefreshAsync("nonsense")).ShouldFail(429, "over_request_rate_limit");

        (await server.Client.GetAsync("/health")).ShouldSucceed();
        time.Advance(TimeSpan.FromMinutes(1));
        (await server.Client.RefreshAsync("nonsense")).ShouldFail(400, "refresh_token_not_found");
        (await server.Client.RefreshAsync("nonsense")).ShouldFail(429, "over_request_rate_limit");
    }

    [Fact]
    public async Task Discovery_says_who_issues_and_what_is_on_offer()
    {
        var server = await shared.GetAsync();

        var configuration = (await server.Client.GetAsync("/.well-known/openid-configuration")).ShouldSucceed();
        var settings = (await server.Client.GetAsync("/settings")).ShouldSucceed();

        configuration["issuer"].ShouldBe($"{server.Options.Url}/auth/v1");
        configuration["jwks_uri"].ShouldBe($"{server.Options.Url}/auth/v1/.well-known/jwks.json");
        configuration.Headers.CacheControl!.ToString().ShouldBe("public, max-age=600");
        settings["mailer_autoconfirm"].ShouldBe("True");
        settings.Json.GetProperty("external").GetProperty("email").GetBoolean().ShouldBeTrue();
        (await server.Client.GetAsync("/health"))["name"].ShouldBe("GoTrue");
        (await server.Client.GetAsync("/factors")).ShouldFail(404, "not_found");
    }

    private static HttpRequestMessage Request(string path, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("apikey", AuthServer.AnonKey);
        return request;
    }
}
