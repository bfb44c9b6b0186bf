using System.Net;
using Weir.Api.Tests.Kit;
using Weir.Core.Deployment;

namespace Weir.Api.Tests.Http;

/// <summary>A7: what a customer may call, with the rules of its input.</summary>
public sealed class FeatureTests(ScritorioFixture fixture)
{
    private const string Path = "/v1/ai/features";

    [Fact]
    public async Task A7_both_features_come_with_their_rules()
    {
        using var http = fixture.NewUser(out _);
        var page = await http.GetAsync(Path, HttpStatusCode.OK);
        page.Names().ShouldBe(["data", "next_cursor"]);
        var features = page.At("data").EnumerateArray().ToDictionary(f => f.Text("feature")!);
        features.Keys.Order().ShouldBe(["act_summary", "chapter_summary"]);
        features["chapter_summary"].Names().ShouldBe(
            ["feature", "name", "capability", "output", "max_output_tokens", "input"]);
        features["chapter_summary"].Text("output").ShouldBe("text");
        var input = features["act_summary"].At("input").EnumerateArray().ToDictionary(i => i.Text("name")!);
        input["title"].Names().ShouldBe(["name", "type", "required", "description", "max_length"]);
        input["chapters"].Names().ShouldBe(
            ["name", "type", "required", "description", "min_items", "max_items", "items"]);
        input["chapters"].Text("type").ShouldBe("array");
        input["chapters"].At("items").EnumerateArray().Select(i => i.Text("name")).ShouldBe(["title", "text"]);
        page.GetRawText().ShouldNotContain("gpt-5");
    }

    [Theory]
    [InlineData("trialing", 2)]
    [InlineData("past_due", 0)]
    [InlineData("paused", 0)]
    public async Task A_subscription_that_gives_nothing_lists_nothing(string status, int count)
    {
        await using var scritorio = await ScritorioServer.StartAsync();
        var user = Guid.CreateVersion7();
        using var http = scritorio.As(user);
        (await http.GetAsync(Path, HttpStatusCode.OK)).At("data").GetArrayLength().ShouldBe(2);
        await scritorio.RunAsync($"update weir.subscriptions set status = '{status}' where customer_id = '{user}'");
        (await http.GetAsync(Path, HttpStatusCode.OK)).At("data").GetArrayLength().ShouldBe(count);
    }

    [Fact]
    public async Task A11_production_gives_no_plan_for_nothing()
    {
        await using var scritorio = await ScritorioServer.StartAsync(WeirMode.Production);
        using var http = scritorio.As(Guid.CreateVersion7());
        (await http.GetAsync(Path, HttpStatusCode.OK)).At("data").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Anonymous_sign_ins_get_no_plan()
    {
        using var http = fixture.Scritorio.As(Guid.CreateVersion7(), isAnonymous: true);
        (await http.GetAsync(Path, HttpStatusCode.OK)).At("data").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("/v1/ai/features")]
    [InlineData("/v1/me")]
    [InlineData("/v1/entitlements")]
    [InlineData("/v1/entitlements/managed_ai")]
    [InlineData("/v1/ai/usage/me")]
    [InlineData("/v1/ai/usage/events")]
    public async Task Nobody_is_let_in_without_a_good_token_nor_as_a_strangers_customer(string path)
    {
        (await fixture.Scritorio.Server.Http.GetAsync(path, HttpStatusCode.Unauthorized)).Text("code").ShouldBe("missing_token");

        using var expired = fixture.NewUser(out var user);
        expired.DefaultRequestHeaders.Authorization = new(
            "Bearer", fixture.Scritorio.Server.Project.TokenFor(user, TimeSpan.FromMinutes(-5)));
        (await expired.GetAsync(path, HttpStatusCode.Unauthorized)).Text("code").ShouldBe("token_expired");

        using var other = fixture.NewUser(out var stranger);
        await other.GetAsync(Path, HttpStatusCode.OK);
        using var nosy = fixture.NewUser(out _);
        nosy.DefaultRequestHeaders.Add("Weir-Customer", stranger.ToString());
        (await nosy.GetAsync(path, HttpStatusCode.NotFound)).Text("code").ShouldBe("not_found");
        nosy.DefaultRequestHeaders.Remove("Weir-Customer");
        nosy.DefaultRequestHeaders.Add("Weir-Customer", "me");
        (await nosy.GetAsync(path, HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(["Weir-Customer"]);
    }
}
