using System.Net;
using System.Text.Json;
using Weir.Api.Tests.Kit;

namespace Weir.Api.Tests.Http;

/// <summary>A4, A16: licence keys over HTTP, before and after somebody signed in.</summary>
public sealed class LicenseTests(ScritorioFixture fixture)
{
    [Fact]
    public async Task An_app_activates_validates_and_deactivates_before_anybody_signed_in()
    {
        var key = await NewKeyAsync();
        var http = fixture.Scritorio.Server.Http;
        var activated = await http.PostAsync(
            "/v1/licenses/activate", new { license_key = $" {key}\n", instance_name = "laptop" }, HttpStatusCode.OK);
        activated.Names().ShouldBe(["activated", "instance", "license_key"]);
        activated.At("activated").GetBoolean().ShouldBeTrue();
        activated.Text("instance", "name").ShouldBe("laptop");
        JsonSerializer.Serialize(activated.At("license_key")).ShouldBe(
            """{"status":"active","key_short":"XXXX-1","activation_limit":2,"activation_usage":1,"expires_at":null}""");
        var instance = activated.At("instance", "id").GetGuid();

        var valid = await http.PostAsync("/v1/licenses/validate", new { license_key = key, instance_id = instance }, HttpStatusCode.OK);
        valid.At("valid").GetBoolean().ShouldBeTrue();
        (valid.At("instance", "id").GetGuid(), valid.Text("license_key", "status")).ShouldBe((instance, "active"));

        var gone = await http.PostAsync("/v1/licenses/deactivate", new { license_key = key, instance_id = instance }, HttpStatusCode.OK);
        (gone.At("deactivated").GetBoolean(), gone.At("license_key", "activation_usage").GetInt64()).ShouldBe((true, 0));
        (await http.PostAsync("/v1/licenses/deactivate", new { license_key = key, instance_id = instance }, HttpStatusCode.NotFound))
            .Text("code").ShouldBe("not_found");
    }

    [Fact]
    public async Task Beyond_the_limit_it_is_a_limit_and_a_repeat_with_its_key_is_the_first_instance()
    {
        var key = await NewKeyAsync();
        using var http = new HttpClient { BaseAddress = fixture.Scritorio.Server.Http.BaseAddress };
        http.DefaultRequestHeaders.Add("Idempotency-Key", "install-1");
        var body = new { license_key = key, instance_name = "laptop" };
        var first = await http.PostAsync("/v1/licenses/activate", body, HttpStatusCode.OK);
        JsonSerializer.Serialize(await http.PostAsync("/v1/licenses/activate", body, HttpStatusCode.OK))
            .ShouldBe(JsonSerializer.Serialize(first));
        (await http.PostAsync("/v1/licenses/activate", new { license_key = key, instance_name = "other" }, HttpStatusCode.Conflict))
            .Text("code").ShouldBe("idempotency_conflict");

        http.DefaultRequestHeaders.Remove("Idempotency-Key");
        await http.PostAsync("/v1/licenses/activate", body, HttpStatusCode.OK);
        var refused = await http.PostAsync("/v1/licenses/activate", body, HttpStatusCode.Forbidden);
        refused.Text("code").ShouldBe("limit_exceeded");
        JsonSerializer.Serialize(refused).ShouldNotContain(key);
    }

    [Fact]
    public async Task A_key_that_cannot_be_used_is_answered_like_one_that_does_not_exist()
    {
        var (disabled, expired, others) = (await NewKeyAsync(), await NewKeyAsync(), await NewKeyAsync(Guid.CreateVersion7()));
        await fixture.Scritorio.RunAsync($"""
            update weir.license_keys set state = 'disabled' where object_id = '{disabled}';
            update weir.license_keys set expires_at = '2020-01-01Z' where object_id = '{expired}'
            """);
        using var http = fixture.NewUser(out _);
        var answers = new List<string>();
        foreach (var key in (string[])["unknown", disabled, expired, others])
        {
            var activated = await http.PostAsync(
                "/v1/licenses/activate", new { license_key = key, instance_name = "laptop" }, HttpStatusCode.NotFound);
            var valid = await http.PostAsync("/v1/licenses/validate", new { license_key = key }, HttpStatusCode.OK);
            var gone = await http.PostAsync(
                "/v1/licenses/deactivate", new { license_key = key, instance_id = Guid.Empty }, HttpStatusCode.NotFound);
            answers.Add(activated.Text("detail") + JsonSerializer.Serialize(valid) + gone.Text("detail"));
        }
        answers.Distinct().ShouldHaveSingleItem().ShouldContain("""{"valid":false,"instance":null,"license_key":null}""");
    }

    [Fact]
    public async Task A_key_that_is_nobodys_becomes_the_callers_and_opens_the_gate()
    {
        var key = await NewKeyAsync();
        using var http = fixture.NewUser(out _);
        (await http.GetAsync("/v1/me", HttpStatusCode.OK)).At("licence").ValueKind.ShouldBe(JsonValueKind.Null);
        var body = new { license_key = key, instance_name = "laptop" };

        await http.PostAsync("/v1/licenses/activate", body, HttpStatusCode.OK);

        var gate = await WaitForAsync(http);
        gate.Text("source").ShouldBe($"license:lemonsqueezy:{key}");
        var me = await http.GetAsync("/v1/me", HttpStatusCode.OK);
        me.At("licence").Names().ShouldBe(
            ["status", "key_short", "activation_limit", "activation_usage", "expires_at", "instances"]);
        me.At("licence", "instances").EnumerateArray().ShouldHaveSingleItem().Text("name").ShouldBe("laptop");
        (me.Text("subscription", "source"), me.Text("plan", "code")).ShouldBe(("lemonsqueezy", "managed_ai_monthly"));
        using var other = fixture.NewUser(out _);
        await other.PostAsync("/v1/licenses/activate", body, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_sends_a_token_must_send_a_valid_one_and_a_key_is_no_user()
    {
        var key = await NewKeyAsync();
        var body = new { license_key = key };
        using var forged = fixture.Scritorio.Server.With("a.b.c");
        (await forged.PostAsync("/v1/licenses/validate", body, HttpStatusCode.Unauthorized)).Text("code").ShouldBe("invalid_token");
        using var admin = fixture.Scritorio.Server.With(ApiServer.AdminKey);
        (await admin.PostAsync("/v1/licenses/validate", body, HttpStatusCode.Forbidden)).Text("code").ShouldBe("role_required");
    }

    [Fact]
    public async Task All_faults_of_a_body_come_at_once()
    {
        var http = fixture.Scritorio.Server.Http;
        (await http.PostAsync("/v1/licenses/activate", new { license_key = "  ", user_id = 1 }, HttpStatusCode.UnprocessableEntity))
            .FaultFields().ShouldBe(["license_key", "instance_name", "user_id"], ignoreOrder: true);
        (await http.PostAsync(
            "/v1/licenses/deactivate", new { license_key = new string('x', 201), instance_id = "7" }, HttpStatusCode.UnprocessableEntity))
            .FaultFields().ShouldBe(["license_key", "instance_id"], ignoreOrder: true);
    }

    private async Task<string> NewKeyAsync(Guid? customer = null)
    {
        var key = Guid.CreateVersion7().ToString().ToUpperInvariant();
        await LicenceRows.AddAsync(fixture.Scritorio.Database, key, customer);
        return key;
    }

    /// <summary>The server hears of the change from the database.</summary>
    private static async Task<JsonElement> WaitForAsync(HttpClient http)
    {
        for (var i = 0; i < 200; i++)
        {
            var state = await http.GetAsync("/v1/entitlements/scritorio_pro", HttpStatusCode.OK);
            if (state.At("allowed").GetBoolean()) return state;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException("The entitlement did not come.");
    }
}
