using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Core.Keys;
using Weir.Http.Tests.Kit;

namespace Weir.Http.Tests.Keys;

/// <summary>
/// Who is an operator: the admin key, keys with admin scopes, users whose app_metadata says so; nobody else.
/// </summary>
public sealed class AdminCallerTests : IAsyncLifetime
{
    private KeyApp _keys = null!;

    private TestApp App => _keys.App;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _keys = await KeyApp.StartAsync();

    public ValueTask DisposeAsync() => _keys.DisposeAsync();

    [Fact]
    public async Task Operators_are_told_apart_by_what_they_hold()
    {
        var (key, _) = await _keys.CreateAsync(Scope.Admin);
        var admin = App.World.Shapes.Single(s => s.Name == "administrator").Text;
        (string Bearer, string Actor)[] operators =
            [(KeyApp.AdminKey, "AdminKey"), (key, "ServiceKey"), (admin, "User")];
        foreach (var (bearer, actor) in operators)
        {
            foreach (var scope in Scope.Admin)
            {
                using var answer = await App.GetAsync($"/needs/{scope}", bearer);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, actor);
                JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("actor")
                    .GetString().ShouldBe(actor);
            }
        }
        // An operator is no server of the app.
        foreach (var bearer in (string[])[KeyApp.AdminKey, admin])
            (await App.GetAsync("/needs/metering:write", bearer)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var (reader, _) = await _keys.CreateAsync([Scope.AdminRead]);
        (await App.GetAsync("/needs/admin:write", reader)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_admin_role_is_read_from_app_metadata_only()
    {
        (string Name, Action<JsonObject> Change)[] lies =
        [
            ("user_metadata", c => c["user_metadata"] = new JsonObject { ["weir_role"] = "admin", ["role"] = "admin" }),
            ("top level", c => c["weir_role"] = "admin"),
            ("claims of ours", c =>
            {
                c["weir_scope"] = "admin:write";
                c["weir_admin"] = "true";
                c["weir_key_id"] = Guid.CreateVersion7().ToString();
                c["weir_admin_key"] = "true";
            }),
            ("nested", c => c["app_metadata"] = new JsonObject { ["app_metadata"] = new JsonObject { ["weir_role"] = "admin" } }),
            ("another case", c => c["app_metadata"] = new JsonObject { ["weir_role"] = "Admin" }),
            ("a list", c => c["app_metadata"] = new JsonObject { ["weir_role"] = new JsonArray("admin") }),
            ("the app's own role", c => c["app_metadata"] = new JsonObject { ["role"] = "admin" }),
        ];
        foreach (var (name, change) in lies)
        {
            var claims = App.World.Claims();
            change(claims);
            using var answer = await App.GetAsync("/needs/admin:read", App.World.Sign(App.World.Current, claims));
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, name);
        }
    }

    [Fact]
    public async Task A_wrong_admin_key_is_a_bad_token()
    {
        string[] wrong =
        [
            KeyApp.AdminKey[..^1], KeyApp.AdminKey + "0", KeyApp.AdminKey.ToUpperInvariant(), "wa_", "admin",
            KeyApp.AdminKey[..^1] + "0", "wk_" + KeyApp.AdminKey[3..],
        ];
        foreach (var key in wrong)
        {
            using var answer = await App.GetAsync("/needs/admin:read", key);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, key);
            (await answer.CodeAsync()).ShouldBe("invalid_token");
        }
    }

    [Fact]
    public async Task Without_an_admin_key_none_opens()
    {
        await using var closed = await TestApp.StartAsync();
        (await closed.GetAsync("/me", KeyApp.AdminKey)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await closed.GetAsync("/me", "x")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("short", false)]
    [InlineData("wk_0123456789abcdef0123456789abcdef0123456789", false)]
    [InlineData("with.a.dot.0123456789abcdef0123456789abcdef", false)]
    [InlineData("with a blank 0123456789abcdef0123456789abcdef", false)]
    [InlineData("ümlaut_0123456789abcdef0123456789abcdef", false)]
    [InlineData("0123456789abcdef0123456789abcde", false)]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    [InlineData(KeyApp.AdminKey, true)]
    public void An_admin_key_that_could_be_something_else_or_guessed_is_refused_at_start(string key, bool isFit)
    {
        var options = new WeirHttpOptions { SupabaseUrl = new Uri("https://abcd.supabase.co"), AdminKey = key };
        options.Validate().Count(fault => fault.StartsWith("WEIR_ADMIN_KEY", StringComparison.Ordinal)).ShouldBe(isFit ? 0 : 1);
        if (key.Length > 0) string.Join('\n', options.Validate()).ShouldNotContain(key);
    }
}
