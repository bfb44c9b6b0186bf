using System.Net;
using System.Text.Json;
using Weir.Api.Tests.Kit;

namespace Weir.Api.Tests.Http;

/// <summary>A3: the profile is read and changed by its owner, within its limits.</summary>
public sealed class ProfileTests(ScritorioFixture fixture)
{
    private const string Path = "/v1/me/profile";

    [Fact]
    public async Task A3_fields_change_one_by_one_and_the_rest_stays()
    {
        using var http = fixture.NewUser(out _);
        var first = await http.PatchAsync(Path, """{"display_name":"  Ada Lovelace "}""", HttpStatusCode.OK);
        first.Names().ShouldBe(["display_name", "avatar_url", "locale", "updated_at"]);
        first.Text("display_name").ShouldBe("Ada Lovelace");
        first.At("locale").ValueKind.ShouldBe(JsonValueKind.Null);
        first.Text("updated_at")!.ShouldEndWith("Z");

        var second = await http.PatchAsync(
            Path, """{"avatar_url":"https://example.com/a.png?s=1","locale":"pt-BR","display_name":null}""", HttpStatusCode.OK);
        second.Text("display_name").ShouldBe("Ada Lovelace");
        second.Text("avatar_url").ShouldBe("https://example.com/a.png?s=1");
        second.Text("locale").ShouldBe("pt-BR");
    }

    [Theory]
    [InlineData("""{"user_id":"01939f2e-6c3a-7c1d-8a55-0f6f1f0a7b11","display_name":"x"}""", "user_id")]
    [InlineData("""{"role":"admin","plan":"managed_ai_monthly"}""", "role plan")]
    [InlineData("""{"display_name":""}""", "display_name")]
    [InlineData("""{"display_name":"   "}""", "display_name")]
    [InlineData("""{"display_name":"two\nlines"}""", "display_name")]
    [InlineData("""{"display_name":7}""", "display_name")]
    [InlineData("""{"avatar_url":"http://example.com/a.png"}""", "avatar_url")]
    [InlineData("""{"avatar_url":"javascript:alert(1)"}""", "avatar_url")]
    [InlineData("""{"avatar_url":"https://user:secret@example.com/"}""", "avatar_url")]
    [InlineData("""{"avatar_url":"https://"}""", "avatar_url")]
    [InlineData("""{"avatar_url":"https://exa mple.com/"}""", "avatar_url")]
    [InlineData("""{"avatar_url":"data:image/png;base64,AAAA"}""", "avatar_url")]
    [InlineData("""{"locale":"e"}""", "locale")]
    [InlineData("""{"locale":"en_GB"}""", "locale")]
    [InlineData("""{"locale":"en-GB\n"}""", "locale")]
    [InlineData("""{"display_name":[],"avatar_url":{},"locale":true,"x":1}""", "display_name avatar_url locale x")]
    [InlineData("{}", "display_name")]
    [InlineData("""{"locale":null}""", "display_name")]
    public async Task Anything_else_is_refused_all_faults_at_once(string body, string fields)
    {
        using var http = fixture.NewUser(out _);
        var problem = await http.PatchAsync(Path, body, HttpStatusCode.UnprocessableEntity);
        problem.FaultFields().ShouldBe(fields.Split(' '));
    }

    [Fact]
    public async Task Lengths_are_kept_to_the_last_character_as_the_database_has_them()
    {
        using var http = fixture.NewUser(out _);
        await http.PatchAsync(Path, Json("display_name", new string('é', 200)), HttpStatusCode.OK);
        await http.PatchAsync(Path, Json("display_name", new string('é', 201)), HttpStatusCode.UnprocessableEntity);
        var url = "https://example.com/";
        await http.PatchAsync(Path, Json("avatar_url", url.PadRight(2000, 'a')), HttpStatusCode.OK);
        await http.PatchAsync(Path, Json("avatar_url", url.PadRight(2001, 'a')), HttpStatusCode.UnprocessableEntity);
        await http.PatchAsync(Path, Json("locale", "abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh"), HttpStatusCode.OK);
        await http.PatchAsync(Path, Json("locale", "ab-c-d-e-f-g"), HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Bodies_that_are_no_json_object_are_the_contracts_errors()
    {
        using var http = fixture.NewUser(out _);
        (await http.PatchAsync(Path, "{", HttpStatusCode.BadRequest)).Text("code").ShouldBe("malformed_request");
        (await http.PatchAsync(Path, "[]", HttpStatusCode.BadRequest)).Text("code").ShouldBe("malformed_request");
        (await http.PatchAsync(Path, """{"locale":"en","locale":"de"}""", HttpStatusCode.BadRequest)).Text("code").ShouldBe("malformed_request");
        (await http.PatchAsync(Path, "{}", HttpStatusCode.UnsupportedMediaType, "text/plain")).Text("code").ShouldBe("unsupported_media_type");
        var large = Json("display_name", new string('x', 100_000));
        (await http.PatchAsync(Path, large, HttpStatusCode.RequestEntityTooLarge)).Text("code").ShouldBe("body_too_large");
        (await fixture.Scritorio.Server.Http.PatchAsync(Path, "{}", HttpStatusCode.Unauthorized)).Text("code").ShouldBe("missing_token");
    }

    private static string Json(string name, string value) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { [name] = value });
}
