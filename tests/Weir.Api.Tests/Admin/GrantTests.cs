using System.Net;
using System.Text.Json;
using Weir.Api.Tests.Kit;

namespace Weir.Api.Tests.Admin;

public sealed class GrantTests : AdminTest
{
    private const string Path = "/admin/v1/grants";

    [Fact]
    public async Task A_grant_raises_what_is_left_and_says_who_gave_it()
    {
        var id = await NewCustomerAsync();
        var before = await RemainingAsync(id);
        var admin = Guid.CreateVersion7();
        using var operatorClient = Server.With(Server.Project.TokenFor(admin, isAdmin: true));

        var given = await operatorClient.PostAsync(
            Path,
            new { customer_id = id, meter = "ai_cost", amount = 5_000_000, source = "promotion", priority = 7 },
            HttpStatusCode.OK);

        given.Names().ShouldBe(
            ["id", "inserted", "customer_id", "meter", "amount", "source", "priority", "effective_at", "expires_at"]);
        given.At("inserted").GetBoolean().ShouldBeTrue();
        (await RemainingAsync(id)).ShouldBe(before + 5_000_000);
        var row = (await AllAsync($"{Path}?customer_id={id}", 50))
            .Single(g => g.At("id").GetGuid() == given.At("id").GetGuid());
        (row.Text("source"), row.At("priority").GetInt32(), row.Text("period")).ShouldBe(("promotion", 7, "lifetime"));
        row.At("expires_at").ValueKind.ShouldBe(JsonValueKind.Null);
        var entry = (await AllAsync("/admin/v1/audit-log", 50)).ShouldHaveSingleItem();
        (entry.Text("action"), entry.Text("actor", "kind"), entry.Text("actor", "id"))
            .ShouldBe(("grant.create", "user", admin.ToString()));
        entry.At("details", "amount").GetInt64().ShouldBe(5_000_000);
        entry.Text("request_id").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_repeat_with_its_key_or_id_grants_once_and_another_body_is_a_conflict()
    {
        var (id, other) = (await NewCustomerAsync(), await NewCustomerAsync());
        var before = await RemainingAsync(id);
        var body = new { customer_id = id, meter = "ai_cost", amount = 100, expires_at = "2099-01-01T00:00:00+02:00" };

        var first = await Admin.PostAsync(Path, body, HttpStatusCode.OK, "k1");
        var second = await Admin.PostAsync(Path, body, HttpStatusCode.OK, "k1");
        second.At("inserted").GetBoolean().ShouldBeFalse();
        second.At("id").GetGuid().ShouldBe(first.At("id").GetGuid());
        second.Text("expires_at").ShouldBe("2098-12-31T22:00:00Z");
        foreach (var changed in (object[])
        [
            body with { amount = 101 }, body with { meter = "ai_tokens" }, body with { expires_at = "2099-01-02T00:00:00Z" },
            new { customer_id = id, meter = "ai_cost", amount = 100 },
        ])
        {
            (await Admin.PostAsync(Path, changed, HttpStatusCode.Conflict, "k1")).Text("code")
                .ShouldBe("idempotency_conflict");
        }
        (await RemainingAsync(id)).ShouldBe(before + 100);

        // The key belongs to the customer.
        (await Admin.PostAsync(Path, body with { customer_id = other }, HttpStatusCode.OK, "k1"))
            .At("inserted").GetBoolean().ShouldBeTrue();
        var grantId = Guid.CreateVersion7();
        var named = new { id = grantId, customer_id = id, meter = "ai_cost", amount = 1 };
        (await Admin.PostAsync(Path, named, HttpStatusCode.OK)).At("inserted").GetBoolean().ShouldBeTrue();
        (await Admin.PostAsync(Path, named, HttpStatusCode.OK, "k2")).At("inserted").GetBoolean().ShouldBeFalse();
        (await LoggedAsync()).Count(l => l.StartsWith("grant.create", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task Racing_repeats_grant_once_and_log_once()
    {
        var id = await NewCustomerAsync();
        var before = await RemainingAsync(id);
        var body = new { customer_id = id, meter = "ai_cost", amount = 100 };

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Admin.PostAsync(Path, body, HttpStatusCode.OK, "race")));

        answers.Count(a => a.At("inserted").GetBoolean()).ShouldBe(1);
        (await RemainingAsync(id)).ShouldBe(before + 100);
        (await LoggedAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_grant_is_revoked_once_and_a_plans_grant_is_not()
    {
        var (id, stranger) = (await NewCustomerAsync(), await NewCustomerAsync());
        var before = await RemainingAsync(id);
        var body = new { customer_id = id, meter = "ai_cost", amount = 100 };
        var grant = (await Admin.PostAsync(Path, body, HttpStatusCode.OK, "k")).At("id").GetGuid();
        var path = $"{Path}/{grant}/revoke";

        await Admin.PostAsync(path, new { customer_id = stranger }, HttpStatusCode.NotFound);
        var ended = await Admin.PostAsync(path, new { customer_id = id }, HttpStatusCode.OK);
        (ended.At("revoked").GetBoolean(), ended.At("lost").GetInt64()).ShouldBe((true, 100));
        var again = await Admin.PostAsync(path, new { customer_id = id }, HttpStatusCode.OK);
        (again.At("revoked").GetBoolean(), again.At("lost").GetInt64()).ShouldBe((false, 0));
        (await RemainingAsync(id)).ShouldBe(before);
        // Its first request repeated finds it, and does not give it anew.
        (await Admin.PostAsync(Path, body, HttpStatusCode.OK, "k")).At("inserted").GetBoolean().ShouldBeFalse();
        (await RemainingAsync(id)).ShouldBe(before);
        (await LoggedAsync()).ShouldBe([$"grant.create {grant}", $"grant.revoke {grant}"]);

        var ofPlan = (await AllAsync($"{Path}?customer_id={id}", 50)).Single(g => g.Text("source") == "plan");
        (await Admin.PostAsync(
            $"{Path}/{ofPlan.At("id").GetGuid()}/revoke", new { customer_id = id }, HttpStatusCode.UnprocessableEntity))
            .FaultFields().ShouldBe(["id"]);
        (await Admin.PostAsync($"{Path}/x/revoke", """{"reason":"x"}""", HttpStatusCode.UnprocessableEntity))
            .FaultFields().ShouldBe(["customer_id", "reason"]);
    }

    [Fact]
    public async Task All_faults_come_at_once_by_field_and_nothing_is_done()
    {
        var id = await NewCustomerAsync();
        const string Bad = """
            {"id":"x","customer_id":"y","meter":"","amount":1.5,"source":"plan","priority":-1,
            "effective_at":"2099-01-01","expires_at":"yesterday","user_id":"z","note":"hello"}
            """;
        (await Admin.PostAsync(Path, Bad, HttpStatusCode.UnprocessableEntity, "not visible"))
            .FaultFields().ShouldBe(
            [
                "id", "customer_id", "meter", "amount", "source", "priority", "effective_at", "expires_at", "user_id", "note",
                "Idempotency-Key",
            ]);
        (string Body, string Field)[] cases =
        [
            ($$"""{"customer_id":"{{id}}","meter":"ai_cost","amount":0}""", "amount"),
            ($$"""{"customer_id":"{{id}}","meter":"ai_cost","amount":-5}""", "amount"),
            ($$"""{"customer_id":"{{id}}","meter":"ai_cost","amount":1000000000000001}""", "amount"),
            ($$"""{"customer_id":"{{id}}","meter":"nothing","amount":1}""", "meter"),
            ($$"""{"customer_id":"{{id}}","meter":"ai_cost","amount":1,"expires_at":"2020-01-01T00:00:00Z"}""", "expires_at"),
            ($$"""
              {"customer_id":"{{id}}","meter":"ai_cost","amount":1,"effective_at":"2099-01-01T00:00:00Z",
              "expires_at":"2099-01-01T00:00:00Z"}
              """, "expires_at"),
            ($$"""{"customer_id":"{{id}}","meter":"ai_cost","amount":1,"effective_at":"1999-12-31T23:59:59Z"}""", "effective_at"),
        ];
        foreach (var (body, field) in cases)
        {
            (await Admin.PostAsync(Path, body, HttpStatusCode.UnprocessableEntity)).FaultFields()
                .ShouldBe([field], body);
        }
        (await Admin.PostAsync(
            Path, new { customer_id = Guid.CreateVersion7(), meter = "ai_cost", amount = 1 }, HttpStatusCode.NotFound))
            .Text("code").ShouldBe("not_found");
        (await LoggedAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(200)]
    public async Task Grants_of_one_instant_are_listed_once_each_and_only_the_customers_own(int limit)
    {
        var (id, other) = (await NewCustomerAsync(), await NewCustomerAsync());
        var ids = new List<Guid>();
        for (var i = 0; i < 7; i++)
        {
            var body = new { customer_id = id, meter = "ai_cost", amount = 1 };
            ids.Add((await Admin.PostAsync(Path, body, HttpStatusCode.OK)).At("id").GetGuid());
        }
        await Scritorio.RunAsync("update weir.grants set created_at = '2026-01-01T00:00:00.123456Z'");

        var listed = (await AllAsync($"{Path}?customer_id={id}", limit)).Select(g => g.At("id").GetGuid()).ToList();

        listed.ShouldBeUnique();
        ids.ShouldBeSubsetOf(listed);
        var foreign = (await AllAsync($"{Path}?customer_id={other}", limit)).Select(g => g.At("id").GetGuid());
        foreign.Intersect(listed).ShouldBeEmpty();
        (await Admin.GetAsync(Path, HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(["customer_id"]);
        (await Admin.GetAsync($"{Path}?customer_id=x&cursor=y&limit=0", HttpStatusCode.UnprocessableEntity))
            .FaultFields().ShouldBe(["customer_id", "cursor", "limit"]);
        await Admin.GetAsync($"{Path}?customer_id={Guid.CreateVersion7()}", HttpStatusCode.NotFound);
    }

    private async Task<long> RemainingAsync(Guid id) =>
        (await Admin.GetAsync($"/admin/v1/usage?customer_id={id}", HttpStatusCode.OK)).At("meters").EnumerateArray()
        .Single(m => m.Text("meter") == "ai_cost").At("remaining").GetInt64();
}
