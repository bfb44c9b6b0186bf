using System.Net;
using System.Text.Json;
using Weir.Api.Tests.Kit;
using Weir.Testing;

namespace Weir.Api.Tests.Admin;

public sealed class KeyTests : AdminTest
{
    private const string Path = "/admin/v1/keys";

    [Fact]
    public async Task A_key_is_shown_once_works_at_once_and_ends_at_once()
    {
        var made = await Admin.PostAsync(
            Path, new { name = "dashboard", scopes = new[] { "admin:read" }, expires_at = "2099-01-01T00:00:00Z" },
            HttpStatusCode.OK);
        made.Names().ShouldBe(["id", "key", "name", "scopes", "created_at", "expires_at"]);
        var text = made.Text("key")!;
        text.ShouldMatch("^wk_[0-9a-f]{64}$");
        var id = made.At("id").GetGuid();

        using var holder = Server.With(text);
        (await holder.GetAsync(Path, HttpStatusCode.OK)).At("data")[0].At("id").GetGuid().ShouldBe(id);
        (await holder.PostAsync(Path, new { name = "x", scopes = new[] { "admin:write" } }, HttpStatusCode.Forbidden))
            .Text("required_scope").ShouldBe("admin:write");
        for (var i = 0; i < 2; i++)
        {
            (await Admin.PostAsync($"{Path}/{id}/revoke", null, HttpStatusCode.OK)).At("revoked").GetBoolean()
                .ShouldBeTrue();
        }
        (await holder.GetAsync(Path, HttpStatusCode.Unauthorized)).Text("code").ShouldBe("invalid_token");

        var row = (await AllAsync(Path, 50)).ShouldHaveSingleItem();
        row.Names().ShouldBe(["id", "name", "scopes", "created_at", "expires_at", "revoked_at", "last_used_at"]);
        row.At("revoked_at").ValueKind.ShouldBe(JsonValueKind.String);
        (await LoggedAsync()).Order().ShouldBe([$"key.create {id}", $"key.revoke {id}"]);
        var stored = await Sql.ListAsync(
            Scritorio.Database.Superuser,
            "select t::text from weir.service_keys as t union all select t::text from weir.audit_log as t", Stop);
        string.Join('\n', stored).ShouldNotContain(text[3..]);
    }

    [Fact]
    public async Task A_repeat_makes_no_second_key_and_shows_nothing()
    {
        var body = new { name = "worker", scopes = new[] { "metering:write", "metering:read" } };
        var first = await Admin.PostAsync(Path, body, HttpStatusCode.OK, "once");
        var second = await Admin.PostAsync(Path, body, HttpStatusCode.OK, "once");
        second.At("id").GetGuid().ShouldBe(first.At("id").GetGuid());
        second.At("key").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Admin.PostAsync(Path, body with { name = "other" }, HttpStatusCode.Conflict, "once")).Text("code")
            .ShouldBe("idempotency_conflict");
        (await AllAsync(Path, 50)).ShouldHaveSingleItem();
        (await LoggedAsync()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("{}", "name scopes")]
    [InlineData("""{"name":"","scopes":[]}""", "name scopes")]
    [InlineData("""{"name":"a\nb","scopes":["root"],"expires_at":"2020-01-01T00:00:00Z","key":"wk_x"}""", "key name scopes expires_at")]
    [InlineData("""{"name":"wk_0123","scopes":["admin:read",7]}""", "name scopes")]
    [InlineData("""{"name":" ","scopes":"admin:read","expires_at":1}""", "scopes expires_at name")]
    public async Task Bad_input_is_refused_by_field(string body, string fields)
    {
        (await Admin.PostAsync(Path, body, HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(fields.Split(' '));
        (await AllAsync(Path, 50)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0191b2a4-0000-7000-8000-000000000001")]
    public async Task A_key_that_is_not_there_is_not_found(string id) =>
        (await Admin.PostAsync($"{Path}/{id}/revoke", null, HttpStatusCode.NotFound)).Text("code").ShouldBe("not_found");

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Keys_of_one_instant_are_listed_once_each(int limit)
    {
        for (var i = 0; i < 7; i++) await Server.NewKeyAsync("admin:read");
        await Scritorio.RunAsync("update weir.service_keys set created_at = '2026-01-01T00:00:00.123456Z'");
        var listed = (await AllAsync(Path, limit)).Select(k => k.At("id").GetGuid()).ToList();
        listed.Count.ShouldBe(7);
        listed.ShouldBeUnique();
    }
}
