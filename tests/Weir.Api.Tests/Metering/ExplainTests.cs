using System.Net;
using System.Text.Json;
using Weir.Api.Tests.Kit;
using Weir.Core.Keys;

namespace Weir.Api.Tests.Metering;

public sealed class ExplainTests(MeteringFixture fixture)
{
    private const string Path = "/v1/explain";

    [Fact]
    public async Task Everything_behind_a_meters_answer_is_there_and_adds_up()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var service = fixture.Service;
        object[] Lines(long quantity) => [new { meter = "generations", quantity }];
        var first = await service.PostAsync("/v1/reservations", new { user_id = user, lines = Lines(2) }, HttpStatusCode.OK);
        await service.PostAsync($"/v1/reservations/{first.Text("id")}/settle",
            new { lines = Lines(1), @event = new { cost_usd = "0.5", provider = "openai" } }, HttpStatusCode.OK);
        await service.PostAsync(
            "/v1/reservations", new { user_id = user, lines = Lines(3), feature = "chapter_summary" }, HttpStatusCode.OK);

        var own = await http.GetAsync($"{Path}?key=generations", HttpStatusCode.OK);
        own.Names().ShouldBe(
        [
            "key", "decision", "plan", "at", "balance", "grants", "overruns", "limits", "breakage", "holds", "events",
        ]);
        own.Text("decision", "reason").ShouldBe("granted");
        own.At("decision", "remaining").GetInt64().ShouldBe(1);
        JsonSerializer.Serialize(own.At("plan")).ShouldBe(
            """{"code":"starter","name":"Starter","version":1,"status":"active"}""");
        string[] numbers = ["granted", "used", "held", "remaining", "hard_limit"];
        numbers.Select(n => own.At("balance", n).GetInt64()).ShouldBe([5, 1, 3, 1, 5]);
        var grant = own.At("grants").EnumerateArray().ShouldHaveSingleItem();
        grant.At("burn").GetInt32().ShouldBe(1);
        grant.Text("source").ShouldBe("plan");
        grant.Text("state").ShouldBe("open");
        grant.At("bucket", "used").GetInt64().ShouldBe(1);
        grant.At("bucket", "held").GetInt64().ShouldBe(3);
        own.At("holds", "units").GetInt64().ShouldBe(3);
        own.At("holds", "data")[0].Text("feature").ShouldBe("chapter_summary");
        var row = own.At("events").EnumerateArray().ShouldHaveSingleItem();
        row.At("units").GetInt64().ShouldBe(1);
        row.Text("cost_usd").ShouldBe("0.500000000");
        row.Text("kind").ShouldBe("usage");

        var named = await service.GetAsync($"{Path}?key=generations&customer_id={user}&last=0", HttpStatusCode.OK);
        named.At("events").GetArrayLength().ShouldBe(0);
        JsonSerializer.Serialize(named.At("balance")).ShouldBe(JsonSerializer.Serialize(own.At("balance")));
    }

    [Theory]
    [InlineData("managed_ai", "boolean", "granted")]
    [InlineData("scritorio_pro", "boolean", "feature_not_entitled")]
    [InlineData("tts_tier", "static", "granted")]
    [InlineData("ai_tokens", "metered", "unlimited")]
    [InlineData("exports", "metered", "feature_not_entitled")]
    public async Task What_has_no_grants_is_explained_by_the_plan(string key, string kind, string reason)
    {
        var (_, http) = await fixture.NewUserAsync();
        using var _ = http;
        var answer = await http.GetAsync($"{Path}?key={key}", HttpStatusCode.OK);
        answer.Text("decision", "kind").ShouldBe(kind);
        answer.Text("decision", "reason").ShouldBe(reason);
        answer.Text("plan", "code").ShouldBe("starter");
        answer.At("grants").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("", "key")]
    [InlineData("?key=", "key")]
    [InlineData("?key=a&last=-1", "last")]
    [InlineData("?key=a&last=101", "last")]
    [InlineData("?last=x", "key last")]
    public async Task A_bad_question_is_refused(string query, string fields)
    {
        var (_, http) = await fixture.NewUserAsync();
        using var _ = http;
        (await http.GetAsync(Path + query, HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(fields.Split(' '));
        (await fixture.Service.GetAsync($"{Path}?key=x&customer_id=1&user_id=", HttpStatusCode.UnprocessableEntity))
            .FaultFields().ShouldBe(["customer_id", "user_id"]);
        (await fixture.Service.GetAsync($"{Path}?key=x", HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(["customer_id"]);
    }

    [Fact]
    public async Task Nobody_reads_anothers()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        await fixture.Service.PostAsync("/v1/reservations",
            new { user_id = user, lines = (object[])[new { meter = "generations", quantity = 4 }] }, HttpStatusCode.OK);
        var (_, other) = await fixture.NewUserAsync();
        using var nosy = other;
        // Named in the query by a user, the customer is not read: the answer is the caller's own.
        foreach (var query in (string[])[$"customer_id={user}", $"user_id={user}"])
        {
            var own = await nosy.GetAsync($"{Path}?key=generations&{query}", HttpStatusCode.OK);
            own.At("balance", "held").GetInt64().ShouldBe(0);
        }
        nosy.DefaultRequestHeaders.Add("Weir-Customer", user.ToString());
        (await nosy.GetAsync($"{Path}?key=generations", HttpStatusCode.NotFound)).Text("code").ShouldBe("not_found");

        using var writer = await fixture.Metering.ServiceAsync(Scope.MeteringWrite);
        (await writer.GetAsync($"{Path}?key=generations&user_id={user}", HttpStatusCode.Forbidden)).Text("code").ShouldBe("role_required");
        (await fixture.Service.GetAsync($"{Path}?key=generations&user_id={Guid.CreateVersion7()}", HttpStatusCode.NotFound))
            .Text("code").ShouldBe("not_found");
        (await fixture.Metering.Server.Http.GetAsync($"{Path}?key=x", HttpStatusCode.Unauthorized)).Text("code").ShouldBe("missing_token");
    }
}
