using System.Net;
using Weir.Conformance.Tests.Live;

namespace Weir.Conformance.Tests.Scritorio;

/// <summary>A2: the JWT is verified through JWKS, identity comes only from <c>sub</c>, a client's user_id is refused.</summary>
[Collection(ScritorioCollection.Name)]
public sealed class A02_token_identity(ScritorioSystem system)
{
    [Fact]
    public async Task The_caller_is_the_sub_of_the_token()
    {
        var user = await system.Live.SignUpAsync();
        var (status, me) = await user.Http.GetJsonAsync("/v1/me");
        status.ShouldBe(HttpStatusCode.OK);
        me.Text("user", "id").ShouldBe(user.Id.ToString());
    }

    [Theory]
    [InlineData("""{"feature":"chapter_summary","input":{"text":"x"},"user_id":"00000000-0000-0000-0000-000000000001"}""", "user_id")]
    [InlineData("""{"feature":"chapter_summary","input":{"text":"x"},"model":"gpt-4o"}""", "model")]
    [InlineData("""{"feature":"chapter_summary","input":{"text":"x"},"service_tier":"priority"}""", "service_tier")]
    [InlineData("""{"feature":"chapter_summary","input":{"text":"x","user_id":"me"}}""", "input.user_id")]
    public async Task A_client_cannot_name_user_or_provider_settings(string body, string field)
    {
        var user = await system.Live.SignUpAsync();
        var before = (await system.Live.ProviderCallsAsync()).Count;
        var (status, problem) = await user.Http.PostRawAsync(Requests.Responses, Requests.Json(body));
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem.Text("code").ShouldBe("invalid_input");
        problem.GetProperty("errors").EnumerateArray().Select(e => e.Text("field")).ShouldContain(field);
        (await system.Live.ProviderCallsAsync()).Count.ShouldBe(before);
    }

    [Fact]
    public async Task Api_keys_and_missing_tokens_are_no_users()
    {
        using var nobody = new HttpClient { BaseAddress = system.Live.Url };
        var (status, problem) = await nobody.GetJsonAsync("/v1/me");
        status.ShouldBe(HttpStatusCode.Unauthorized);
        problem.Text("code").ShouldBe("missing_token");

        foreach (var key in new[] { system.Live.AnonKey, system.Live.ServiceRoleKey })
        {
            using var http = LiveSystem.ClientFor(system.Live.Url, key);
            var (keyStatus, keyProblem) = await http.GetJsonAsync("/v1/me");
            keyStatus.ShouldBe(HttpStatusCode.Unauthorized);
            keyProblem.Text("code").ShouldBe("invalid_token");
        }
    }
}
