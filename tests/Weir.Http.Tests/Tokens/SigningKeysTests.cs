using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Weir.Http.Tests.Kit;
using Weir.Proofs.Tokens;

namespace Weir.Http.Tests.Tokens;

/// <summary>When keys are fetched, how long they are believed, and what happens when they cannot be had.</summary>
public sealed class SigningKeysTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hundred_first_callers_share_one_fetch()
    {
        await using var app = await TestApp.StartAsync();
        app.Jwks.Answer = async context =>
        {
            await Task.Delay(200, context.RequestAborted);
            await context.Response.WriteAsync(app.World.JwksJson, context.RequestAborted);
        };

        var responses = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(i => app.GetAsync("/me", app.World.Shapes[i % 4].Text)));

        responses.ShouldAllBe(r => r.StatusCode == HttpStatusCode.OK);
        app.Jwks.Fetches.ShouldBe(1);
    }

    [Fact]
    public async Task Fresh_keys_are_not_fetched_again_until_they_near_their_end()
    {
        await using var app = await TestApp.StartAsync();
        await LetIn(app);
        app.Time.Advance(TimeSpan.FromMinutes(7.9));
        await LetIn(app);
        app.Jwks.Fetches.ShouldBe(1);

        app.Time.Advance(TimeSpan.FromMinutes(0.2));
        await LetIn(app);

        await Eventually(() => app.Jwks.Fetches == 2);
    }

    [Fact]
    public async Task Keys_older_than_ten_minutes_are_asked_for_before_they_are_used()
    {
        await using var app = await TestApp.StartAsync();
        await LetIn(app);
        app.Jwks.Json = """{"keys":[]}""";

        app.Time.Advance(TimeSpan.FromMinutes(10));

        // Verified before, to the letter: still refused, since its key is gone.
        await Refused(app, app.World.Shapes[0].Text);
    }

    [Fact]
    public async Task New_key_is_found_by_one_forced_fetch_and_the_old_one_keeps_working()
    {
        await using var app = await TestApp.StartAsync();
        await LetIn(app);
        var next = ForgeKey.Ecdsa("es-next");
        app.Jwks.Json = Jwks(app.World.Current, next);

        await LetIn(app, app.World.Sign(next));
        await LetIn(app, app.World.Sign(app.World.Current));

        app.Jwks.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task Callers_with_a_new_key_wait_together_for_one_fetch()
    {
        await using var app = await TestApp.StartAsync();
        await LetIn(app);
        var next = ForgeKey.Ecdsa("es-next");
        app.Jwks.Answer = async context =>
        {
            await Task.Delay(200, context.RequestAborted);
            await context.Response.WriteAsync(Jwks(next), context.RequestAborted);
        };

        var responses = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(_ => app.GetAsync("/me", app.World.Sign(next))));

        responses.ShouldAllBe(r => r.StatusCode == HttpStatusCode.OK);
        app.Jwks.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task Flood_of_made_up_key_ids_costs_one_fetch_a_minute()
    {
        await using var app = await TestApp.StartAsync();
        await LetIn(app);
        for (var i = 0; i < 200; i++) await Refused(app, app.World.Sign(ForgeKey.Ecdsa($"made-up-{i}")));
        app.Jwks.Fetches.ShouldBe(2);

        app.Time.Advance(TimeSpan.FromSeconds(61));
        await Refused(app, app.World.Sign(ForgeKey.Ecdsa("made-up-0")));
        // Looked for before: not again, minute or not.
        app.Jwks.Fetches.ShouldBe(2);
        await Refused(app, app.World.Sign(ForgeKey.Ecdsa("made-up-new")));
        app.Jwks.Fetches.ShouldBe(3);
    }

    [Fact]
    public async Task Revoked_key_is_refused_once_the_set_is_fetched_again_though_the_token_was_remembered()
    {
        await using var app = await TestApp.StartAsync();
        var token = app.World.Sign(app.World.Current);
        await LetIn(app, token);
        await LetIn(app, token);
        app.Jwks.Json = Jwks(app.World.Standby);

        app.Time.Advance(TimeSpan.FromMinutes(8.5));
        await Eventually(async () => (await app.GetAsync("/me", token)).StatusCode == HttpStatusCode.Unauthorized);

        await LetIn(app, app.World.Sign(app.World.Standby));
    }

    [Fact]
    public async Task Outage_is_bridged_for_an_hour_and_then_nobody_is_let_in()
    {
        await using var app = await TestApp.StartAsync();
        var token = LongLived(app.World);
        await LetIn(app, token);
        app.Jwks.Answer = context =>
        {
            context.Response.StatusCode = 502;
            return Task.CompletedTask;
        };

        app.Time.Advance(TimeSpan.FromMinutes(69));
        await LetIn(app, token);
        await LetIn(app, token);

        app.Time.Advance(TimeSpan.FromMinutes(1));
        using var refused = await app.GetAsync("/me", token);
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await refused.CodeAsync()).ShouldBe("store_unavailable");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBe(TimeSpan.FromSeconds(5));
        refused.Headers.WwwAuthenticate.ShouldBeEmpty();

        app.Jwks.Answer = null;
        app.Time.Advance(TimeSpan.FromSeconds(6));
        await LetIn(app, token);
    }

    [Fact]
    public async Task Outage_costs_a_try_every_five_seconds_and_not_one_a_call()
    {
        await using var app = await TestApp.StartAsync();
        app.Jwks.Answer = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };

        for (var i = 0; i < 50; i++)
            (await app.GetAsync("/me",
            app.World.Shapes[0].Text)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        app.Jwks.Fetches.ShouldBe(1);

        app.Time.Advance(TimeSpan.FromSeconds(5));
        for (var i = 0; i < 50; i++)
            (await app.GetAsync("/me",
            app.World.Shapes[0].Text)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        app.Jwks.Fetches.ShouldBe(2);
    }

    public static TheoryData<string> BadAnswers =>
        ["redirect", "too large", "endless", "not JSON", "no keys", "keys twice", "array", "too many", "404", "204",
        "hangs"];

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task Bad_answer_is_no_key_set(string kind)
    {
        await using var app = await TestApp.StartAsync();
        app.Jwks.Answer = context => AnswerBadlyAsync(kind, context, app.World.JwksJson);

        using var response = await app.GetAsync("/me", app.World.Shapes[0].Text);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        app.Jwks.Fetches.ShouldBe(1);
    }

    [Fact]
    public async Task Bad_answer_later_does_not_replace_good_keys()
    {
        await using var app = await TestApp.StartAsync();
        await LetIn(app);
        app.Jwks.Answer = context => AnswerBadlyAsync("not JSON", context, app.World.JwksJson);

        app.Time.Advance(TimeSpan.FromMinutes(11));

        await LetIn(app);
        app.Jwks.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task Purge_forgets_keys_and_remembered_tokens_at_once()
    {
        await using var app = await TestApp.StartAsync();
        var token = app.World.Sign(app.World.Current);
        await LetIn(app, token);
        app.Jwks.Json = Jwks(app.World.Standby);

        app.SigningKeys.Purge();

        await Refused(app, token);
        await LetIn(app, app.World.Sign(app.World.Standby));
    }

    [Fact]
    public async Task Remembered_token_ends_with_its_expiry()
    {
        await using var app = await TestApp.StartAsync();
        var token = app.World.Sign(app.World.Current);
        await LetIn(app, token);

        app.Time.Advance(TimeSpan.FromSeconds(3600 + 30));
        await LetIn(app, token);
        app.Time.Advance(TimeSpan.FromSeconds(1));

        using var response = await app.GetAsync("/me", token);
        (await response.CodeAsync()).ShouldBe("token_expired");
    }

    [Fact]
    public async Task Shared_secret_is_an_opt_in_and_never_mixes_with_public_keys()
    {
        const string secret = "a-shared-secret-of-at-least-32-bytes!";
        var hmac = ForgeKey.Hmac(null, Encoding.UTF8.GetBytes(secret));
        await using var without = await TestApp.StartAsync();
        await using var with = await TestApp.StartAsync(o => o.SharedSecret = secret);

        await Refused(without, without.World.Sign(hmac));
        await LetIn(with, with.World.Sign(hmac));
        with.Jwks.Fetches.ShouldBe(0);
        await LetIn(with, with.World.Sign(with.World.Current));
        await Refused(with, with.World.Sign(ForgeKey.Hmac(null, Encoding.UTF8.GetBytes(secret + "x"))));
        foreach (var spelling in with.World.Current.PublicSpellings)
            await Refused(with, with.World.Sign(ForgeKey.Hmac("es-current", spelling)));
        var anon = with.World.Claims();
        anon["role"] = "anon";
        anon.Remove("sub");
        await Refused(with, with.World.Sign(hmac, anon));
        var legacy = new System.Text.Json.Nodes.JsonObject { ["iss"] = "supabase", ["ref"] = "abc",
            ["role"] = "service_role", ["iat"] = 1, ["exp"] = 4_000_000_000 };
        await Refused(with, with.World.Sign(hmac, legacy));
    }

    private static string Jwks(params ForgeKey[] keys) =>
        new System.Text.Json.Nodes.JsonObject { ["keys"] = new System.Text.Json.Nodes.JsonArray([.. keys.Select(k =>
            k.Jwk.DeepClone())]) }.ToJsonString();

    private static string LongLived(ForgeWorld world)
    {
        var claims = world.Claims();
        claims["exp"] = world.Now.ToUnixTimeSeconds() + 86_400;
        return world.Sign(world.Current, claims);
    }

    private static async Task AnswerBadlyAsync(string kind, HttpContext context, string good)
    {
        var response = context.Response;
        switch (kind)
        {
            case "redirect": response.Redirect("/elsewhere"); break;
            case "too large": await response.WriteAsync(good + new string(' ', 70_000), context.RequestAborted); break;
            case "endless":
                while (!context.RequestAborted.IsCancellationRequested)
                    await response.WriteAsync(new string(' ', 8_192), context.RequestAborted);
                break;
            case "not JSON": await response.WriteAsync("<html>", context.RequestAborted); break;
            case "no keys": await response.WriteAsync("{}", context.RequestAborted); break;
            case "keys twice": await response.WriteAsync($$"""{"keys":[],{{good[1..]}}""",
                context.RequestAborted); break;
            case "array": await response.WriteAsync("[]", context.RequestAborted); break;
            case "too many": await response.WriteAsync($$"""{"keys":[{{string.Join(',', Enumerable.Repeat("{}", 65))}}]}""", context.RequestAborted); break;
            case "404": response.StatusCode = 404; await response.WriteAsync(good, context.RequestAborted); break;
            case "204": response.StatusCode = 204; break;
            default: await Task.Delay(Timeout.Infinite, context.RequestAborted); break;
        }
    }

    private static async Task LetIn(TestApp app, string? token = null)
    {
        using var response = await app.GetAsync("/me", token ?? app.World.Shapes[0].Text);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task Refused(TestApp app, string token)
    {
        using var response = await app.GetAsync("/me", token);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static Task Eventually(Func<bool> condition) => Eventually(() => Task.FromResult(condition()));

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (await condition()) return;
            await Task.Delay(50, Cancellation);
        }
        throw new TimeoutException("It did not come to that.");
    }
}
