using System.Net;
using System.Text.Json;
using Weir.Core.Keys;
using Weir.Data.Admin;
using Weir.Data.Keys;
using Weir.Http.Tests.Kit;
using Weir.Testing;

namespace Weir.Http.Tests.Keys;

/// <summary>Who gets in with a service key, and that nobody else does.</summary>
public sealed class ServiceKeyTests : IAsyncLifetime
{
    private KeyApp _keys = null!;

    private TestApp App => _keys.App;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _keys = await KeyApp.StartAsync();

    public ValueTask DisposeAsync() => _keys.DisposeAsync();

    [Fact]
    public async Task A_key_opens_what_its_scopes_say_and_a_refusal_names_the_scope()
    {
        var (text, id) = await _keys.CreateAsync(Scope.Metering);
        foreach (var scope in Scope.All)
        {
            using var answer = await App.GetAsync($"/needs/{scope}", text);
            if (Scope.Metering.Contains(scope))
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, scope);
                (await JsonAsync(answer)).GetProperty("key").GetGuid().ShouldBe(id);
                continue;
            }
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, scope);
            var problem = await answer.ProblemAsync();
            problem.GetProperty("code").GetString().ShouldBe("role_required");
            problem.GetProperty("detail").GetString().ShouldBe($"This needs the scope {scope}.");
            problem.GetProperty("required_scope").GetString().ShouldBe(scope);
        }
        using var caller = await App.GetAsync("/key", text);
        var json = await JsonAsync(caller);
        json.GetProperty("keyId").GetGuid().ShouldBe(id);
        json.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()).ShouldBe(Scope.Metering);
    }

    [Fact]
    public async Task A_key_is_no_user_and_a_user_has_no_scope()
    {
        var (text, _) = await _keys.CreateAsync(Scope.All);
        var user = App.World.Shapes[0].Text;

        using var asUser = await App.GetAsync("/me", text);
        asUser.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await asUser.ProblemAsync()).GetProperty("detail").GetString()
            .ShouldBe("This is for signed-in users; a key is no user.");
        (await App.GetAsync("/me", KeyApp.AdminKey)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var scope in Scope.All)
            (await App.GetAsync($"/needs/{scope}", user)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, scope);

        (await ReadAsync("/either", text)).ShouldBe("key");
        (await ReadAsync("/either", user)).ShouldBe("user");
        (await App.GetAsync("/either", (await _keys.CreateAsync([Scope.AdminWrite])).Text)).StatusCode
            .ShouldBe(HttpStatusCode.Forbidden);
        (await App.GetAsync("/either")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Every_bad_key_is_refused_with_one_and_the_same_answer()
    {
        var (good, _) = await _keys.CreateAsync(Scope.Metering);
        var (revoked, revokedId) = await _keys.CreateAsync(Scope.Metering);
        var (expired, _) = await _keys.CreateAsync(Scope.Metering, TimeSpan.FromMinutes(5));
        (await App.GetAsync("/needs/metering:read", expired)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await _keys.Store.RevokeAsync(revokedId, ChangeOrigin.CommandLine, Stop);
        App.Time.Advance(TimeSpan.FromMinutes(5));
        (await App.GetAsync("/needs/metering:read", good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var flipped = good[..^1] + (good[^1] == '0' ? '1' : '0');
        string[] bad =
        [
            revoked, expired, flipped, ServiceKeyText.Generate(), good[..^1], good + "0", good[..20], "wk_", good.ToUpperInvariant(),
            "WK_" + good[3..], "wk-" + good[3..], good[3..], good.Replace("wk_", "wk_ ", StringComparison.Ordinal),
            "wk_" + new string('0', 64), "wk_" + new string('a', 20_000), "wk_" + App.World.Shapes[0].Text,
            Convert.ToHexStringLower(KeyDigest.Of(good).ToBytes()), "wk_" + Convert.ToHexStringLower(KeyDigest.Of(good).ToBytes()),
        ];
        var answers = new HashSet<string>();
        foreach (var key in bad)
        {
            using var answer = await App.GetAsync("/needs/metering:read", key);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, key);
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
            var problem = await answer.ProblemAsync();
            answers.Add($"{problem.GetProperty("code")} {problem.GetProperty("detail")}");
        }
        answers.ShouldBe(["invalid_token The access token is not valid here."]);
    }

    [Fact]
    public async Task A_key_is_taken_from_one_bearer_header_and_nowhere_else()
    {
        var (good, _) = await _keys.CreateAsync(Scope.Metering);
        (string Path, string[] Headers, int Status, string? Code)[] cases =
        [
            ("/needs/metering:read", [$"Authorization: Bearer {good}"], 200, null),
            ($"/needs/metering:read?key={good}&token={good}&access_token={good}&api_key={good}", [], 401, "missing_token"),
            ("/needs/metering:read", [$"Authorization: Basic {good}"], 401, "missing_token"),
            ("/needs/metering:read", [$"Authorization: {good}"], 401, "missing_token"),
            ("/needs/metering:read", [$"apikey: {good}", $"X-Api-Key: {good}", $"Cookie: key={good}"], 401, "missing_token"),
            ("/needs/metering:read", [$"Authorization: Bearer {good}", $"Authorization: Bearer {good}"], 401, "invalid_token"),
        ];
        foreach (var (path, headers, status, code) in cases)
        {
            var answer = await RawHttp.GetAsync(App.Url, path, headers);
            (answer.Status, answer.Code).ShouldBe((status, code), path + string.Join(';', headers));
        }
    }

    [Fact]
    public async Task Two_replicas_refuse_a_revoked_key_at_once()
    {
        await using var other = await TestApp.StartAsync(map: null, database: _keys.Database.AppConnectionString);
        var (text, id) = await _keys.CreateAsync(Scope.Metering);
        (await App.GetAsync("/needs/metering:read", text)).StatusCode.ShouldBe(HttpStatusCode.OK);
        // Signed in as a key, refused as no user: the other replica knows it.
        (await other.GetAsync("/me", text)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await _keys.Store.RevokeAsync(id, ChangeOrigin.CommandLine, Stop)).ShouldBe(KeyRevocation.Revoked);

        // No clock is moved: nothing but the notification can have told them.
        await EventuallyAsync(() => App.GetAsync("/needs/metering:read", text), HttpStatusCode.Unauthorized);
        await EventuallyAsync(() => other.GetAsync("/me", text), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_flood_of_unknown_keys_costs_one_query_a_second_and_disturbs_nobody()
    {
        var (good, _) = await _keys.CreateAsync(Scope.Metering);
        (await App.GetAsync("/needs/metering:read", good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var before = Queries();
        for (var i = 0; i < 300; i++) await RefusedAsync();
        // One, and one more if the news of the key itself came only now.
        Queries().ShouldBeInRange(before, before + 2);
        before = Queries();
        App.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => RefusedAsync()));
        // As above: the news may be that late.
        Queries().ShouldBeInRange(before + 1, before + 2);
        (await App.GetAsync("/needs/metering:read", good)).StatusCode.ShouldBe(HttpStatusCode.OK);

        async Task RefusedAsync() =>
            (await App.GetAsync("/needs/metering:read", ServiceKeyText.Generate())).StatusCode
                .ShouldBe(HttpStatusCode.Unauthorized);
        int Queries() => App.Logs.All.Count(line => line.StartsWith("Debug Npgsql.Command", StringComparison.Ordinal)
            && line.Contains("usable_service_keys", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_is_in_no_log_no_row_and_no_answer()
    {
        var (good, _) = await _keys.CreateAsync(Scope.Metering);
        var forged = ServiceKeyText.Generate();
        var answers = new List<string>();
        foreach (var key in (string[])[good, forged, KeyApp.AdminKey])
        {
            foreach (var path in (string[])["/needs/metering:read", "/needs/admin:write", "/me", "/key"])
            {
                using var answer = await App.GetAsync(path, key);
                answers.Add($"{answer.Headers} {await answer.Content.ReadAsStringAsync(Stop)}");
            }
        }
        var rows = await Sql.ListAsync(
            _keys.Database.Superuser,
            """
            select query_to_xml(format('select t::text from %s as t', c.oid::regclass), true, false, '')::text from pg_class as c
            where c.relnamespace in ('weir'::regnamespace, 'public'::regnamespace) and c.relkind in ('r', 'p')
            """,
            Stop);
        var everything = string.Join('\n', [.. answers, .. App.Logs.All, .. rows]);
        everything.ShouldContain("service key refused");
        everything.ShouldContain("service_keys");
        foreach (var key in (string[])[good, forged, KeyApp.AdminKey])
        {
            everything.ShouldNotContain(key[3..], Case.Insensitive);
            everything.ShouldNotContain(key[^16..], Case.Insensitive);
        }
        // The database knows the digest; the log does not.
        string.Join('\n', App.Logs.All).ShouldNotContain(
            Convert.ToHexStringLower(KeyDigest.Of(good).ToBytes()), Case.Insensitive);
    }

    [Fact]
    public async Task Without_a_database_a_key_meets_an_outage_and_not_a_refusal()
    {
        await using var lost = await TestApp.StartAsync();
        using var answer = await lost.GetAsync("/me", ServiceKeyText.Generate());
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.CodeAsync()).ShouldBe("store_unavailable");
        // What has not the form of a key needs no database to be refused.
        (await lost.GetAsync("/me", "wk_short")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Keys_are_not_limited_unless_asked_and_then_one_by_one()
    {
        await using var limited = await KeyApp.StartAsync(configure: options =>
        {
            options.UserRequestsPerMinute = 60;
            options.UserBurst = 1;
            options.KeyRequestsPerMinute = 2;
        });
        var (first, _) = await limited.CreateAsync(Scope.Metering);
        var (second, _) = await limited.CreateAsync(Scope.Metering);
        for (var i = 0; i < 2; i++)
            (await limited.App.GetAsync("/needs/metering:read", first)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await limited.App.GetAsync("/needs/metering:read", first)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await limited.App.GetAsync("/needs/metering:read", second)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await limited.App.GetAsync("/needs/admin:read", KeyApp.AdminKey)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task EventuallyAsync(Func<Task<HttpResponseMessage>> call, HttpStatusCode expected)
    {
        for (var i = 0; i < 100; i++)
        {
            using var answer = await call();
            if (answer.StatusCode == expected) return;
            await Task.Delay(20, Stop);
        }
        (await call()).StatusCode.ShouldBe(expected, "after two seconds");
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;

    private async Task<string> ReadAsync(string path, string token)
    {
        using var answer = await App.GetAsync(path, token);
        return await answer.Content.ReadAsStringAsync(Stop);
    }
}
