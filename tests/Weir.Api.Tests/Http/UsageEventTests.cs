using System.Net;
using Weir.Api.Tests.Kit;
using Weir.Api.Wire;
using Weir.Core.Engine;
using Weir.Data.Engine;

namespace Weir.Api.Tests.Http;

/// <summary>A6: the ledger as its customer reads it, page by page.</summary>
public sealed class UsageEventTests(ScritorioFixture fixture)
{
    private const string Path = "/v1/ai/usage/events";

    [Fact]
    public async Task A6_a_row_has_ids_tokens_cost_and_status_and_no_text()
    {
        using var http = await NewUserAsync();
        var (id, user) = (await RecordAsync(http, 1)).Single();
        var page = await http.Http.GetAsync(Path, HttpStatusCode.OK);
        page.Names().ShouldBe(["data", "next_cursor"]);
        var row = page.At("data").EnumerateArray().ShouldHaveSingleItem();
        row.Names().ShouldBe(
        [
            "id", "kind", "corrects", "reason", "occurred_at", "recorded_at", "user_id", "feature", "capability", "provider", "model",
            "provider_request_id", "project_id", "document_id", "status", "error_code", "tokens", "cost_usd", "provenance", "tier_requested", "tier_served",
            "retried", "meters",
        ]);
        row.At("id").GetGuid().ShouldBe(id);
        row.At("user_id").GetGuid().ShouldBe(user);
        (row.Text("kind"), row.Text("corrects"), row.Text("reason")).ShouldBe(("usage", null, null));
        (row.Text("feature"), row.Text("provider"), row.Text("model"), row.Text("provider_request_id"))
            .ShouldBe(("chapter_summary", "openai", "gpt-5-mini-2025-08-07", "resp_1"));
        (row.Text("project_id"), row.Text("document_id"), row.Text("status"), row.Text("cost_usd"))
            .ShouldBe(("local-7", "chapter-1", "completed", "0.000001000"));
        (row.Text("tier_requested"), row.Text("tier_served"), row.At("retried").GetBoolean()).ShouldBe(("flex", "default", true));
        row.At("tokens", "total").GetInt64().ShouldBe(130);
        row.At("meters").EnumerateArray().Select(m => m.Text("meter")).Order().ShouldBe(["ai_cost", "ai_tokens"]);
    }

    [Fact]
    public async Task A_correction_is_a_row_that_names_its_event_and_may_be_negative()
    {
        using var http = await NewUserAsync();
        var (id, user) = (await RecordAsync(http, 1)).Single();
        await using var engine = new EngineClient(fixture.Scritorio.Database.Weir, TimeProvider.System);
        var correction = new CorrectOperation(
            user, Guid.CreateVersion7(), id, "provider_refund", [new MeterQuantity("ai_cost", -400)])
        {
            InputTokens = -40,
            CostNanoUsd = -400,
        };
        (await engine.CorrectAsync(correction, TestContext.Current.CancellationToken)).Status.ShouldBe(CorrectStatus.Corrected);

        var rows = (await http.Http.GetAsync(Path, HttpStatusCode.OK)).At("data").EnumerateArray().ToList();
        rows.Select(r => r.At("id").GetGuid()).ShouldBe([correction.EventId, id]);
        (rows[0].Text("kind"), rows[0].Text("corrects"), rows[0].Text("reason"), rows[0].Text("cost_usd"), rows[0].Text("feature"))
            .ShouldBe(("correction", id.ToString(), "provider_refund", "-0.000000400", "chapter_summary"));
        rows[0].At("tokens", "input").GetInt64().ShouldBe(-40);
        rows[0].At("meters")[0].At("quantity").GetInt64().ShouldBe(-400);
        var usage = await http.Http.GetAsync("/v1/ai/usage/me", HttpStatusCode.OK);
        (usage.Text("used_usd"), usage.At("requests").GetInt64(), usage.At("tokens", "input").GetInt64())
            .ShouldBe(("0.000000600", 1, 60));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(200)]
    public async Task Rows_of_one_instant_are_neither_skipped_nor_shown_twice(int limit)
    {
        using var http = await NewUserAsync();
        var written = await RecordAsync(http, 7);
        var read = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await http.Http.GetAsync(
                $"{Path}?limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}", HttpStatusCode.OK);
            var rows = page.At("data").EnumerateArray().ToList();
            rows.Select(r => r.Text("recorded_at")).Distinct().Count().ShouldBe(1);
            rows.Count.ShouldBeInRange(1, limit);
            read.AddRange(rows.Select(r => r.At("id").GetGuid()));
            cursor = page.Text("next_cursor");
        }
        while (cursor is not null && read.Count <= written.Count);
        read.Order().ShouldBe(written.Select(w => w.Event).Order());
        read.Count.ShouldBe(written.Count);
    }

    [Fact]
    public async Task Newest_come_first_and_new_rows_do_not_disturb_a_reader()
    {
        using var http = await NewUserAsync();
        var now = TimeProvider.System.GetUtcNow();
        var first = await RecordAsync(http, 1, now.AddSeconds(-30));
        var second = await RecordAsync(http, 1, now.AddSeconds(-20));
        var page = await http.Http.GetAsync($"{Path}?limit=1", HttpStatusCode.OK);
        page.At("data")[0].At("id").GetGuid().ShouldBe(second[0].Event);
        await RecordAsync(http, 1, now.AddSeconds(-10));
        var next = await http.Http.GetAsync($"{Path}?limit=1&cursor={page.Text("next_cursor")}", HttpStatusCode.OK);
        next.At("data")[0].At("id").GetGuid().ShouldBe(first[0].Event);
        next.Text("next_cursor").ShouldBeNull();
    }

    [Fact]
    public async Task Another_users_cursor_shows_only_ones_own_rows()
    {
        using var victim = await NewUserAsync();
        await RecordAsync(victim, 3);
        var cursor = (await victim.Http.GetAsync($"{Path}?limit=1", HttpStatusCode.OK)).Text("next_cursor");
        using var nosy = await NewUserAsync();
        (await nosy.Http.GetAsync($"{Path}?cursor={cursor}", HttpStatusCode.OK)).At("data").GetArrayLength().ShouldBe(0);
        (await nosy.Http.GetAsync(Path, HttpStatusCode.OK)).At("data").GetArrayLength().ShouldBe(0);
        var end = new PageCursor(DateTimeOffset.MaxValue, Guid.AllBitsSet).Encode();
        (await nosy.Http.GetAsync($"{Path}?cursor={end}", HttpStatusCode.OK)).At("data").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("cursor=", "cursor")]
    [InlineData("cursor=abc", "cursor")]
    [InlineData("cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "cursor")]
    [InlineData("cursor=1'%20or%201=1", "cursor")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=1e2", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("cursor=x&limit=x", "cursor limit")]
    public async Task A_bad_cursor_or_limit_is_refused(string query, string fields)
    {
        using var http = await NewUserAsync();
        (await http.Http.GetAsync($"{Path}?{query}", HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(fields.Split(' '));
    }

    private async Task<User> NewUserAsync()
    {
        var http = fixture.NewUser(out var id);
        await http.GetAsync("/v1/ai/usage/me", HttpStatusCode.OK);
        return new User(id, http);
    }

    private async Task<IReadOnlyList<(Guid Event, Guid User)>> RecordAsync(User user, int count, DateTimeOffset? at = null) =>
    [
        .. (await Ledger.RecordAsync(
            fixture.Scritorio.Database.Weir, at ?? TimeProvider.System.GetUtcNow().AddSeconds(-1), user.Id, count)).Select(e => (e, user.Id)),
    ];

    private sealed record User(Guid Id, HttpClient Http) : IDisposable
    {
        public void Dispose() => Http.Dispose();
    }
}
