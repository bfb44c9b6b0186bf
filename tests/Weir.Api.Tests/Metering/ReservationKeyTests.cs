using System.Net;
using System.Text.Json;
using Weir.Api.Tests.Kit;
using Weir.Core.Keys;

namespace Weir.Api.Tests.Metering;

/// <summary>Reservations that are asked for twice, asked for wrongly, or asked for by the wrong caller.</summary>
public sealed class ReservationKeyTests(MeteringFixture fixture)
{
    private const string Path = "/v1/reservations";
    private readonly HttpClient _service = fixture.Service;

    [Fact]
    public async Task A_repeat_of_a_reserve_gets_the_first_answer_whatever_became_of_it()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var body = new { user_id = user, lines = Lines("generations", 3), expires_in_s = 60 };
        var first = await _service.PostAsync(Path, body, HttpStatusCode.OK, "job-1");
        await SameAsync();
        // Another 3 would not fit: what was not held again was not counted again.
        await _service.PostAsync($"{Path}/{first.Text("id")}/settle", new { lines = Lines("generations", 3) }, HttpStatusCode.OK);
        await SameAsync();

        var void1 = await _service.PostAsync(Path, body with { lines = Lines("generations", 2) }, HttpStatusCode.OK, "job-2");
        await _service.PostAsync($"{Path}/{void1.Text("id")}/void", new { }, HttpStatusCode.OK);
        var void2 = await _service.PostAsync(Path, body with { lines = Lines("generations", 2) }, HttpStatusCode.OK, "job-2");
        void2.Text("id").ShouldBe(void1.Text("id"));
        (await CountAsync("holds", user)).ShouldBe(2);

        async Task SameAsync() => JsonSerializer.Serialize(await _service.PostAsync(Path, body, HttpStatusCode.OK, "job-1"))
            .ShouldBe(JsonSerializer.Serialize(first));
    }

    [Fact]
    public async Task A_key_with_another_body_or_for_another_act_is_a_conflict_and_another_customers_key_is_its_own()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var (other, otherHttp) = await fixture.NewUserAsync();
        using var __ = otherHttp;
        object Body(Guid who, long units) => new { user_id = who, lines = Lines("generations", units) };
        var id = (await _service.PostAsync(Path, Body(user, 1), HttpStatusCode.OK, "k")).Text("id");
        (await _service.PostAsync(Path, Body(user, 2), HttpStatusCode.Conflict, "k")).Text("code").ShouldBe("idempotency_conflict");
        await _service.PostAsync(Path, Body(other, 1), HttpStatusCode.OK, "k");
        foreach (var act in (string[])["settle", "void", "extend"])
        {
            object body = act switch
            {
                "settle" => new { lines = Lines("generations", 1) },
                "void" => new { },
                _ => new { expires_in_s = 60 },
            };
            (await _service.PostAsync($"{Path}/{id}/{act}", body, HttpStatusCode.Conflict, "k"))
                .Text("code").ShouldBe("idempotency_conflict", act);
        }
        (await _service.GetAsync($"{Path}/{id}", HttpStatusCode.OK)).Text("status").ShouldBe("pending");
        // A key that settled cannot reserve either.
        await _service.PostAsync($"{Path}/{id}/settle", new { lines = Lines("generations", 1) }, HttpStatusCode.OK, "s");
        (await _service.PostAsync(Path, Body(user, 1), HttpStatusCode.Conflict, "s")).Text("code").ShouldBe("idempotency_conflict");
        (await CountAsync("usage_events", user)).ShouldBe(1);
    }

    [Fact]
    public async Task A_reservation_is_settled_once_and_a_repeat_with_its_key_gets_the_first_answer()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var path = $"{Path}/{await ReserveAsync(user, 2)}/settle";
        var body = new { lines = (object[])[new { meter = "generations", quantity = 7 }, new { meter = "ai_tokens", quantity = 0 }] };
        var first = await _service.PostAsync(path, body, HttpStatusCode.OK, "s-1");
        first.At("overrun")[0].At("quantity").GetInt64().ShouldBe(2);
        for (var i = 0; i < 2; i++)
        {
            JsonSerializer.Serialize(await _service.PostAsync(path, body, HttpStatusCode.OK, "s-1"))
                .ShouldBe(JsonSerializer.Serialize(first));
        }
        (await _service.PostAsync(path, new { lines = Lines("generations", 7) }, HttpStatusCode.Conflict, "s-1"))
            .Text("code").ShouldBe("idempotency_conflict");
        foreach (var key in (string?[])["s-2", null])
        {
            var again = await _service.PostAsync(path, body, HttpStatusCode.Conflict, key);
            again.Text("code").ShouldBe("already_settled");
            again.Text("event_id").ShouldBe(first.Text("event_id"));
        }
        (await CountAsync("usage_events", user)).ShouldBe(1);
        await fixture.Metering.AuditAsync();
    }

    [Fact]
    public async Task Fifty_at_once_with_one_key_are_one()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var body = new { user_id = user, lines = Lines("generations", 5) };
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            _ => _service.PostAsync(Path, body, HttpStatusCode.OK, "burst")));
        answers.Select(a => JsonSerializer.Serialize(a)).Distinct().ShouldHaveSingleItem();
        (await CountAsync("holds", user)).ShouldBe(1);

        var settle = new { lines = Lines("generations", 4) };
        var settled = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _service.PostAsync(
            $"{Path}/{answers[0].Text("id")}/settle", settle, HttpStatusCode.OK, "burst-settle")));
        settled.Select(a => JsonSerializer.Serialize(a)).Distinct().ShouldHaveSingleItem();
        (await CountAsync("usage_events", user)).ShouldBe(1);
        await fixture.Metering.AuditAsync();
    }

    [Fact]
    public async Task A_refusal_leaves_its_key_free()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var body = new { user_id = user, lines = Lines("generations", 5) };
        var blocking = await ReserveAsync(user, 1);
        await _service.PostAsync(Path, body, HttpStatusCode.PaymentRequired, "k");
        await _service.PostAsync($"{Path}/{blocking}/void", new { }, HttpStatusCode.OK);
        await _service.PostAsync(Path, body, HttpStatusCode.OK, "k");
    }

    [Theory]
    [InlineData("", """{}""", "customer_id lines")]
    [InlineData("", """{"user_id":"x","customer_id":7,"lines":{}}""", "customer_id user_id lines")]
    [InlineData("", """{"user_id":"{user}","lines":[]}""", "lines")]
    [InlineData("", """{"user_id":"{user}","lines":[7,{},{"meter":"x","quantity":1}]}""",
        "lines[0] lines[1].meter lines[1].quantity lines[2].meter")]
    [InlineData("", """{"user_id":"{user}","lines":[{"meter":"ai_cost","quantity":1},{"meter":"ai_cost","quantity":1}]}""", "lines[1].meter")]
    [InlineData("", """{"user_id":"{user}","lines":[{"meter":"ai_cost","quantity":-1,"unit":"x"}]}""", "lines[0].quantity lines[0].unit")]
    [InlineData("", """{"user_id":"{user}","lines":[{"meter":"ai_cost","quantity":1.0}]}""", "lines[0].quantity")]
    [InlineData("", """{"user_id":"{user}","lines":[{"meter":"ai_cost","quantity":1E2}]}""", "lines[0].quantity")]
    [InlineData("", """{"user_id":"{user}","lines":[{"meter":"ai_cost","quantity":9223372036854775808}]}""", "lines[0].quantity")]
    [InlineData("", """{"user_id":"{user}","lines":[{"meter":"ai_cost\u0000","quantity":"1"}]}""", "lines[0].meter lines[0].quantity")]
    [InlineData("", """{"user_id":"{user}","lines":[{"meter":"ai_cost","quantity":1}],"expires_in_s":0,"feature":"","now":1}""",
        "expires_in_s feature now")]
    [InlineData("", """{"user_id":"{user}","lines":[{"meter":"ai_cost","quantity":1}],"expires_in_s":86401}""", "expires_in_s")]
    [InlineData("/{id}/settle", """{"event":{"cost_usd":0.1,"input_tokens":-1,"text":"secret"},"user_id":"{user}"}""",
        "lines event.input_tokens event.cost_usd event.text user_id")]
    [InlineData("/{id}/settle", """{"lines":[],"event":{"input_tokens":1,"cached_input_tokens":2,"reasoning_tokens":1,"cost_usd":"-1","status":"ok"}}""",
        "event.cached_input_tokens event.reasoning_tokens event.cost_usd event.status")]
    [InlineData("/{id}/settle", """{"lines":[],"event":{"cost_usd":"1e3","provenance":"me"}}""", "event.cost_usd event.provenance")]
    [InlineData("/{id}/void", """{"reason":"","customer_id":"{user}"}""", "reason customer_id")]
    [InlineData("/{id}/extend", """{"expires_in_s":-1,"lines":[]}""", "expires_in_s lines")]
    public async Task Anything_else_is_refused_all_faults_at_once(string act, string body, string fields)
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var id = await ReserveAsync(user, 1);
        var problem = await _service.PostTextAsync(
            Path + act.Replace("{id}", id, StringComparison.Ordinal), body.Replace("{user}", $"{user}", StringComparison.Ordinal),
            HttpStatusCode.UnprocessableEntity);
        problem.FaultFields().ShouldBe(fields.Split(' '));
        problem.GetRawText().ShouldNotContain("secret");
        (await _service.GetAsync($"{Path}/{id}", HttpStatusCode.OK)).Text("status").ShouldBe("pending");
        (await CountAsync("holds", user)).ShouldBe(1);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("")]
    [InlineData("tab\tinside")]
    public async Task A_bad_key_is_refused_with_the_bodys_faults(string key)
    {
        var problem = await _service.PostTextAsync(Path, "{}", HttpStatusCode.UnprocessableEntity, key);
        problem.FaultFields().ShouldBe(["Idempotency-Key", "customer_id", "lines"]);
    }

    [Fact]
    public async Task An_id_is_taken_as_it_was_given_or_not_at_all()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var (other, otherHttp) = await fixture.NewUserAsync();
        using var __ = otherHttp;
        var mine = await ReserveAsync(user, 1);
        var theirs = await ReserveAsync(other, 1);
        // The other customer with this one's hold: no such hold.
        var crossed = Convert.FromBase64String(Base64(theirs));
        Convert.FromBase64String(Base64(mine)).AsSpan(17).CopyTo(crossed.AsSpan(17));
        string[] ids =
        [
            Convert.ToBase64String(crossed).Replace('+', '-').Replace('/', '_'), mine[..43], mine + "=", mine[..43] + "%20",
            mine[..43] + "%0A", "B" + mine[1..], Guid.CreateVersion7().ToString(), "0", "..%2F..", "'%20or%201=1",
        ];
        foreach (var id in ids)
        {
            (await _service.GetAsync($"{Path}/{id}", HttpStatusCode.NotFound)).Text("code").ShouldBe("not_found", id);
            (await _service.PostAsync($"{Path}/{id}/settle", new { lines = Lines("generations", 1) }, HttpStatusCode.NotFound))
                .Text("code").ShouldBe("not_found", id);
            (await _service.PostAsync($"{Path}/{id}/void", new { }, HttpStatusCode.NotFound, "k-" + ids.IndexOf(id)))
                .Text("code").ShouldBe("not_found", id);
            (await _service.PostAsync($"{Path}/{id}/extend", new { expires_in_s = 9 }, HttpStatusCode.NotFound))
                .Text("code").ShouldBe("not_found", id);
        }
        (await CountAsync("usage_events", user)).ShouldBe(0);
        (await CountAsync("usage_events", other)).ShouldBe(0);
    }

    [Fact]
    public async Task Only_a_key_with_the_scope_may()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        using var reader = await fixture.Metering.ServiceAsync(Scope.MeteringRead);
        using var writer = await fixture.Metering.ServiceAsync(Scope.MeteringWrite);
        using var admin = await fixture.Metering.ServiceAsync(Scope.AdminRead, Scope.AdminWrite);
        var id = await ReserveAsync(user, 1);
        var body = new { user_id = user, lines = Lines("generations", 1) };
        foreach (var caller in (HttpClient[])[http, reader, admin])
        {
            foreach (var path in (string[])[Path, $"{Path}/{id}/settle", $"{Path}/{id}/void", $"{Path}/{id}/extend"])
                (await caller.PostAsync(path, body, HttpStatusCode.Forbidden)).Text("code").ShouldBe("role_required");
        }
        foreach (var caller in (HttpClient[])[http, writer, admin])
            (await caller.GetAsync($"{Path}/{id}", HttpStatusCode.Forbidden)).Text("code").ShouldBe("role_required");
        (await fixture.Metering.Server.Http.PostAsync(Path, body, HttpStatusCode.Unauthorized)).Text("code").ShouldBe("missing_token");
        (await CountAsync("holds", user)).ShouldBe(1);
    }

    private async Task<string> ReserveAsync(Guid user, long units) => (await _service.PostAsync(
        Path, new { user_id = user, lines = Lines("generations", units) }, HttpStatusCode.OK)).Text("id")!;

    private Task<long> CountAsync(string table, Guid customer) =>
        fixture.Metering.ReadAsync<long>($"select count(*) from weir.{table} where customer_id = '{customer}'");

    private static object[] Lines(string meter, long quantity) => [new { meter, quantity }];

    private static string Base64(string id) => id.Replace('-', '+').Replace('_', '/');
}
