using System.Net;
using System.Text.Json;
using Weir.Api.Tests.Kit;
using Weir.Core.Keys;

namespace Weir.Api.Tests.Metering;

/// <summary>Events as CloudEvents 1.0: forms, repeats, faults, order, size.</summary>
public sealed class EventTests(MeteringFixture fixture)
{
    private const string Path = "/v1/events";
    private const string Single = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";
    private readonly HttpClient _service = fixture.Service;

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData(Single)]
    public async Task One_event_is_booked_once_and_a_repeat_says_so(string type)
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        var json = $$"""
            {"specversion":"1.0","id":"call-1","source":"/worker","type":"ai_cost","subject":"{{user}}",
             "time":"{{at:yyyy-MM-ddTHH:mm:ss.ffffff}}+00:00","datacontenttype":"application/json","traceparent":"00-ab","sequence":7,
             "data":{"quantity":604000,"input_tokens":3120,"output_tokens":214,"cost_usd":"0.000604","feature":"chapter_summary",
                     "provider":"openai","model":"gpt-5-mini-2025-08-07","provenance":"provider","prompt":"never stored"} }
            """;
        var first = await PostAsync(json, HttpStatusCode.OK, type);
        first.Names().ShouldBe(["inserted", "event_id"]);
        first.At("inserted").GetBoolean().ShouldBeTrue();
        // Written in another way it is the same event.
        var repeat = JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement).Replace("+00:00", "Z", StringComparison.Ordinal);
        var second = await PostAsync(repeat, HttpStatusCode.OK, type);
        JsonSerializer.Serialize(second).ShouldBe($$"""{"inserted":false,"event_id":"{{first.Text("event_id")}}"}""");

        var row = (await http.GetAsync("/v1/ai/usage/events", HttpStatusCode.OK)).At("data").EnumerateArray().ShouldHaveSingleItem();
        row.Text("id").ShouldBe(first.Text("event_id"));
        row.At("user_id").GetGuid().ShouldBe(user);
        row.At("occurred_at").GetDateTimeOffset().ShouldBe(at, TimeSpan.FromMilliseconds(1));
        row.Text("cost_usd").ShouldBe("0.000604000");
        row.Text("model").ShouldBe("gpt-5-mini-2025-08-07");
        row.Text("provenance").ShouldBe("provider");
        JsonSerializer.Serialize(row.At("meters")).ShouldBe("""[{"meter":"ai_cost","quantity":604000}]""");
        (await fixture.Metering.ReadAsync<string>($"select e::text from weir.usage_events as e where customer_id = '{user}'"))
            .ShouldNotContain("never stored");
    }

    [Fact]
    public async Task The_same_id_with_another_content_is_a_conflict_and_another_source_or_customer_is_another_event()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var (other, otherHttp) = await fixture.NewUserAsync();
        using var __ = otherHttp;
        var first = await PostAsync(Event("e", "ai_tokens", user, 10), HttpStatusCode.OK);
        foreach (var changed in (string[])
            [
                Event("e", "ai_tokens", user, 11), Event("e", "ai_cost", user, 10),
                Event("e", "ai_tokens", user, 10, ""","time":"2026-11-20T00:00:00Z" """),
                Event("e", "ai_tokens", user, 10, data: ""","model":"m" """),
            ])
        {
            var conflict = await PostAsync(changed, HttpStatusCode.OK);
            JsonSerializer.Serialize(conflict).ShouldBe(
                $$"""{"inserted":false,"event_id":"{{first.Text("event_id")}}","conflict":true}""");
        }
        (await PostAsync(Event("e", "ai_tokens", user, 10, source: "/b"), HttpStatusCode.OK)).At("inserted").GetBoolean().ShouldBeTrue();
        (await PostAsync(Event("e", "ai_tokens", other, 10), HttpStatusCode.OK)).At("inserted").GetBoolean().ShouldBeTrue();
        (await UsedAsync(user)).ShouldBe(20);
        (await UsedAsync(other)).ShouldBe(10);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData(Batch)]
    public async Task A_batch_is_answered_in_its_order_and_a_bad_event_keeps_nobody_out(string type)
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        string[] events =
        [
            Event("1", "ai_tokens", user, 1), "7", Event("2", "ai_tokens", user, 2), """{"specversion":"0.3","data":{"quantity":-1}}""",
            Event("1", "ai_tokens", user, 1), Event("2", "ai_tokens", user, 3), Event("3", "x", user, 1),
            Event("4", "com.example.done", user, 4, data: ""","meter":"ai_tokens" """), Event("5", "ai_tokens", Guid.CreateVersion7(), 5),
        ];
        var page = await PostAsync($"[{string.Join(',', events)}]", HttpStatusCode.OK, type);
        page.Names().ShouldBe(["data", "next_cursor"]);
        var results = page.At("data").EnumerateArray().ToList();
        results.Select(r => r.At("inserted").GetBoolean()).ShouldBe([true, false, true, false, false, false, false, true, false]);
        results[4].Text("event_id").ShouldBe(results[0].Text("event_id"));
        results[5].Text("event_id").ShouldBe(results[2].Text("event_id"));
        results[5].At("conflict").GetBoolean().ShouldBeTrue();
        Fields(results[1]).ShouldBe(["event"]);
        Fields(results[3]).ShouldBe(["specversion", "id", "source", "type", "subject", "data.quantity"]);
        Fields(results[6]).ShouldBe(["type"]);
        Fields(results[8]).ShouldBe(["subject"]);
        results[1].At("event_id").ValueKind.ShouldBe(JsonValueKind.Null);
        (await UsedAsync(user)).ShouldBe(7);
        JsonSerializer.Serialize(await PostAsync("[]", HttpStatusCode.OK, Batch)).ShouldBe("""{"data":[],"next_cursor":null}""");

        static IEnumerable<string?> Fields(JsonElement result)
        {
            result.Text("error", "code").ShouldBe("invalid_input");
            return result.At("error", "errors").EnumerateArray().Select(e => e.Text("field"));
        }
    }

    [Fact]
    public async Task Usage_is_booked_even_where_nothing_is_left()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        (await PostAsync(Event("1", "generations", user, 9), HttpStatusCode.OK)).At("inserted").GetBoolean().ShouldBeTrue();
        (await PostAsync(Event("2", "exports", user, 3), HttpStatusCode.OK)).At("inserted").GetBoolean().ShouldBeTrue();
        var check = await http.PostAsync("/v1/check", new { key = "generations" }, HttpStatusCode.OK);
        check.At("remaining").GetInt64().ShouldBe(0);
        await fixture.Metering.AuditAsync();
    }

    [Fact]
    public async Task What_no_sum_can_hold_is_refused_and_keeps_nobody_out()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        string[] events =
        [
            Event("1", "ai_tokens", user, long.MaxValue), Event("2", "ai_tokens", user, 1), Event("3", "generations", user, 1),
        ];
        (await PostAsync(events[0], HttpStatusCode.OK)).At("inserted").GetBoolean().ShouldBeTrue();
        var results = (await PostAsync($"[{string.Join(',', events)}]", HttpStatusCode.OK)).At("data").EnumerateArray().ToList();
        results.Select(r => r.At("inserted").GetBoolean()).ShouldBe([false, false, true]);
        results[1].At("error", "errors")[0].Text("field").ShouldBe("data.quantity");
        (await PostAsync(events[1], HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(["data.quantity"]);

        var held = await _service.PostAsync(
            "/v1/reservations", new { user_id = user, lines = (object[])[new { meter = "ai_cost", quantity = 1 }] }, HttpStatusCode.OK);
        var path = $"/v1/reservations/{held.Text("id")}/settle";
        var settle = """{"lines":[{"meter":"ai_cost","quantity":1},{"meter":"ai_tokens","quantity":7}]}""";
        (await _service.PostTextAsync(path, settle, HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(["lines"]);
        await _service.PostTextAsync(path, settle.Replace("7", "0", StringComparison.Ordinal), HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whom_an_event_is_of_is_the_customer_or_a_user_of_one()
    {
        var (owner, http) = await fixture.NewUserAsync();
        using var _ = http;
        var (member, stranger, torn) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var (second, otherHttp) = await fixture.NewUserAsync();
        using var __ = otherHttp;
        await fixture.Metering.RunAsync($"""
            insert into weir.members (customer_id, user_id, role, created_at) values ('{owner}', '{member}', 'member', now()),
              ('{owner}', '{torn}', 'member', now()), ('{second}', '{torn}', 'member', now())
            """);
        var results = (await PostAsync(
            $"[{Event("1", "ai_tokens", member, 1)},{Event("2", "ai_tokens", torn, 1)},{Event("3", "ai_tokens", stranger, 1)}]",
            HttpStatusCode.OK)).At("data").EnumerateArray().ToList();
        results.Select(r => r.At("inserted").GetBoolean()).ShouldBe([true, false, false]);
        (await fixture.Metering.ReadAsync<Guid>($"select user_id from weir.usage_events where customer_id = '{owner}'")).ShouldBe(member);

        Task<JsonElement> CheckAsync(object body, HttpStatusCode expected) => _service.PostAsync("/v1/check", body, expected);
        (await CheckAsync(new { key = "ai_cost", user_id = torn }, HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(["customer_id"]);
        await CheckAsync(new { key = "ai_cost", user_id = torn, customer_id = second }, HttpStatusCode.OK);
        await CheckAsync(new { key = "ai_cost", user_id = member, customer_id = second }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_too_old_or_in_the_future_is_refused_by_the_meters_policy()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var now = TimeProvider.System.GetUtcNow();
        string At(string id, DateTimeOffset time) => Event(id, "ai_tokens", user, 1, $",\"time\":\"{time:yyyy-MM-ddTHH:mm:ssZ}\" ");
        string[] events =
        [
            At("old", now.AddDays(-36)), At("late", now.AddDays(-3)), At("ahead", now.AddMinutes(5)), At("future", now.AddMinutes(20)),
        ];
        var results = (await PostAsync($"[{string.Join(',', events)}]", HttpStatusCode.OK)).At("data").EnumerateArray().ToList();
        results.Select(r => r.At("inserted").GetBoolean()).ShouldBe([false, true, true, false]);
        results[0].Text("error", "reason").ShouldBe("too_old");
        results[3].Text("error", "reason").ShouldBe("future");
        var alone = await PostAsync(events[0], HttpStatusCode.UnprocessableEntity);
        alone.FaultFields().ShouldBe(["time"]);
        alone.Text("reason").ShouldBe("too_old");
        (await UsedAsync(user)).ShouldBe(2);
    }

    [Fact]
    public async Task A_repeat_of_the_request_with_its_key_is_told_what_the_first_was_told()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        await PostAsync(Event("0", "ai_tokens", user, 1), HttpStatusCode.OK);
        var batch = $"[{Event("0", "ai_tokens", user, 1)},{Event("1", "ai_tokens", user, 1)},{Event("1", "ai_tokens", user, 2)}]";
        var first = await PostAsync(batch, HttpStatusCode.OK, key: "batch-1");
        first.At("data").EnumerateArray().Select(r => r.At("inserted").GetBoolean()).ShouldBe([false, true, false]);
        JsonSerializer.Serialize(await PostAsync(batch, HttpStatusCode.OK, key: "batch-1")).ShouldBe(JsonSerializer.Serialize(first));
        (await PostAsync(batch, HttpStatusCode.OK, key: "batch-2")).At("data").EnumerateArray()
            .Select(r => r.At("inserted").GetBoolean()).ShouldBe([false, false, false]);
        (await UsedAsync(user)).ShouldBe(2);
    }

    [Fact]
    public async Task A_thousand_go_in_together_and_one_more_does_not()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var events = Enumerable.Range(0, 1001).Select(i => Event($"{i}", "ai_tokens", user, i)).ToList();
        (await PostAsync($"[{string.Join(',', events)}]", HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(["events"]);
        var page = await PostAsync($"[{string.Join(',', events.Take(1000))}]", HttpStatusCode.OK, Batch);
        page.At("data").GetArrayLength().ShouldBe(1000);
        (await UsedAsync(user)).ShouldBe(499_500);
        var large = $"[{string.Join(',', events.Take(1000).Select(e => e.Replace("\"data\"", $"\"x\":\"{new string('x', 2100)}\",\"data\"", StringComparison.Ordinal)))}]";
        (await PostAsync(large, HttpStatusCode.RequestEntityTooLarge)).Text("code").ShouldBe("body_too_large");
    }

    [Theory]
    [InlineData("id", "7", "id")]
    [InlineData("id", "\"\"", "id")]
    [InlineData("id", "\"a\\u0000b\"", "id")]
    [InlineData("id", "\"a\\nb\"", "id")]
    [InlineData("source", "null", "source")]
    [InlineData("specversion", "1.0", "specversion")]
    [InlineData("subject", "\"ada\"", "subject")]
    [InlineData("type", "\"ai_kost\"", "type")]
    [InlineData("time", "\"yesterday\"", "time")]
    [InlineData("time", "\"2026-11-20\"", "time")]
    [InlineData("time", "\"2026-11-20T10:00:00\"", "time")]
    [InlineData("time", "\"2026-13-20T10:00:00Z\"", "time")]
    [InlineData("time", "\"1999-12-31T23:59:59Z\"", "time")]
    [InlineData("time", "1700000000", "time")]
    [InlineData("data", "[]", "data")]
    [InlineData("data", "null", "data")]
    [InlineData("data", "\"eyJ9\"", "data")]
    [InlineData("data", "{}", "data.quantity")]
    [InlineData("data", """{"quantity":1.5}""", "data.quantity")]
    [InlineData("data", """{"quantity":1e2}""", "data.quantity")]
    [InlineData("data", """{"quantity":-1}""", "data.quantity")]
    [InlineData("data", """{"quantity":"1"}""", "data.quantity")]
    [InlineData("data", """{"quantity":9223372036854775808}""", "data.quantity")]
    [InlineData("data", """{"quantity":1,"meter":"x","cost_usd":0.1,"input_tokens":1e1}""", "data.meter data.input_tokens data.cost_usd")]
    [InlineData("data", """{"quantity":1,"meter":7,"cost_usd":"99999999999"}""", "data.meter data.cost_usd")]
    [InlineData("datacontenttype", "\"text/plain\"", "datacontenttype")]
    [InlineData("data_base64", "\"AA==\"", "data_base64")]
    public async Task A_bad_event_is_refused_with_its_faults(string name, string value, string fields)
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var members = JsonDocument.Parse(Event("1", "ai_tokens", user, 1)).RootElement.EnumerateObject()
            .Where(p => p.Name != name).Select(p => $"\"{p.Name}\":{p.Value.GetRawText()}");
        var json = $$"""{{{string.Join(',', members)}},"{{name}}":{{value}}}""";
        (await PostAsync(json, HttpStatusCode.UnprocessableEntity, Single)).FaultFields().ShouldBe(fields.Split(' '));
        (await UsedAsync(user)).ShouldBe(0);
    }

    [Theory]
    [InlineData("[", "application/json", HttpStatusCode.BadRequest, "malformed_request")]
    [InlineData("7", "application/json", HttpStatusCode.BadRequest, "malformed_request")]
    [InlineData("[]", Single, HttpStatusCode.BadRequest, "malformed_request")]
    [InlineData("{}", Batch, HttpStatusCode.BadRequest, "malformed_request")]
    [InlineData("""[{"id":"1","id":"2"}]""", Batch, HttpStatusCode.BadRequest, "malformed_request")]
    [InlineData("{}", "text/plain", HttpStatusCode.UnsupportedMediaType, "unsupported_media_type")]
    [InlineData("{}", "application/cloudevents+avro", HttpStatusCode.UnsupportedMediaType, "unsupported_media_type")]
    public async Task A_body_that_is_no_event_is_refused_whole(string body, string type, HttpStatusCode expected, string code) =>
        (await PostAsync(body, expected, type)).Text("code").ShouldBe(code);

    [Fact]
    public async Task Deep_bodies_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100_000));
        (await PostAsync(deep, HttpStatusCode.BadRequest)).Text("code").ShouldBe("malformed_request");
    }

    [Fact]
    public async Task Only_a_key_with_the_scope_may()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        using var reader = await fixture.Metering.ServiceAsync(Scope.MeteringRead);
        foreach (var caller in (HttpClient[])[http, reader])
        {
            (await caller.PostTextAsync(Path, Event("1", "ai_tokens", user, 1), HttpStatusCode.Forbidden))
                .Text("code").ShouldBe("role_required");
        }
        (await UsedAsync(user)).ShouldBe(0);
    }

    private Task<JsonElement> PostAsync(
        string json, HttpStatusCode expected, string type = "application/json", string? key = null) =>
        _service.PostTextAsync(Path, json, expected, key, type.Split(';')[0]);

    /// <summary>An event; more attributes, and more members of data, each begin with a comma.</summary>
    private static string Event(
        string id, string type, Guid subject, long quantity, string more = "", string data = "", string source = "/a") =>
        $$"""{"specversion":"1.0","id":"{{id}}","source":"{{source}}","type":"{{type}}","subject":"{{subject}}"{{more}},"data":{"quantity":{{quantity}}{{data}} } }""";

    /// <summary>Units of every meter, as the rollups have them.</summary>
    private Task<long> UsedAsync(Guid user) => fixture.Metering.ReadAsync<long>(
        $"select coalesce(sum(quantity), 0)::bigint from weir.usage_monthly where customer_id = '{user}' and meter <> ''");
}
